using System.Text;
using PhiLens.Pipeline.Delivery;
using PhiLens.Sidecar.CloudWatch.Failures;

namespace PhiLens.Sidecar.Tests.Delivery;

public sealed class ErrorMatrixDocumentTests
{
    private const string Begin = "<!-- error matrix: written by ErrorMatrixDocumentTests with UPDATE_DOCS=1 -->\n\n";
    private const string End = "\n<!-- end of error matrix -->";

    [Fact]
    public void The_document_holds_the_matrix()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PhiLens.slnx")))
        {
            folder = folder.Parent;
        }

        string path = Path.Combine(folder!.FullName, "docs", "delivery.md");
        string document = File.ReadAllText(path);
        int begin = document.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int end = document.IndexOf(End, begin - 1, StringComparison.Ordinal);
        string written = document[begin..Math.Max(begin, end)];
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(path, document[..begin] + Table() + document[end..]);
            return;
        }

        Assert.Equal(Table(), written);
    }

    [Fact]
    public void A_code_and_a_status_have_one_row()
    {
        string[] codes = [.. ErrorMatrix.Rows.SelectMany(r => r.Codes)];
        int[] statuses = [.. ErrorMatrix.Rows.SelectMany(r => r.Statuses)];
        Assert.Equal(codes.Distinct(), codes);
        Assert.Equal(statuses.Distinct(), statuses);
        Assert.All(ErrorMatrix.Rows, r => Assert.All(r.Codes, code => Assert.Same(r, ErrorMatrix.OfCode(code))));
    }

    private static string Table()
    {
        StringBuilder text = new("| what happens | seen by | cause | what is done | health |\n|---|---|---|---|---|\n");
        foreach (ErrorRow row in ErrorMatrix.Rows)
        {
            string[] signs =
            [
                .. row.Codes.Select(c => $"`{c}`"),
                .. row.Statuses.Select(s => $"status {s}"),
                .. row.Signs.Length > 0 ? [row.Signs] : Array.Empty<string>(),
            ];
            (string cause, string health) = row.Result switch
            {
                { Outcome: not DeliveryOutcome.Retry } => ("", "as it is"),
                { Cause: var slow } when RetrySchedule.IsSlow(slow) => (slow.ToString(), "red at once"),
                { Ambiguous: true, Cause: var doubtful } => ($"{doubtful}, or Timeout; ambiguous", "red after 60 s"),
                { Cause: var other } => (other.ToString(), "red after 60 s"),
            };
            text.Append($"| {row.What} | {string.Join(", ", signs)} | {cause} | {row.Then} | {health} |\n");
        }

        return text.ToString();
    }
}
