using System.Text;
using System.Text.Json;
using PhiLens.Bench.Corpora.Commands;
using PhiLens.Bench.Corpora.Kinds;
using PhiLens.Bench.Corpora.Marking;
using PhiLens.Bench.Corpora.Truth;

namespace PhiLens.Corpora.Tests;

public sealed class GeneratorTests
{
    private const int Lines = 600;

    public static TheoryData<string> Kinds => [.. CorpusKinds.Names];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_same_seed_writes_the_same_bytes_and_another_seed_others(string kind)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("philens-corpora-");
        string Write(string name, int seed)
        {
            string path = Path.Combine(folder.FullName, name);
            GenerateCommand.Write(CorpusKinds.Create(kind, seed), 100, path);
            return File.ReadAllText(path + ".log") + File.ReadAllText(path + ".truth.jsonl");
        }

        string first = Write("first", 5);
        Assert.Equal(first, Write("second", 5));
        Assert.NotEqual(first, Write("third", 6));
        folder.Delete(recursive: true);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_truth_points_at_the_bytes_that_it_tells(string kind)
    {
        foreach ((byte[] line, TruthLine truth) in CorpusLines.From(CorpusKinds.Create(kind, 1)).Take(Lines))
        {
            Assert.All(truth.Phi.Concat(truth.Decoys), span =>
                Assert.Equal(span.Written, Encoding.UTF8.GetString(line, span.Offset, span.Length)));
            int end = 0;
            foreach (TruthSpan phi in truth.Phi)
            {
                Assert.True(phi.Offset >= end, $"two values overlap in {truth.Shape}");
                end = phi.End;
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_truth_file_says_the_same_after_reading_it_back(string kind)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("philens-corpora-");
        string path = Path.Combine(folder.FullName, kind);
        GenerateCommand.Write(CorpusKinds.Create(kind, 1), 50, path);

        Assert.Equal(
            CorpusLines.From(CorpusKinds.Create(kind, 1)).Take(50).Select(l => TruthFile.Format(l.Truth)),
            TruthFile.Read(path + ".truth.jsonl").Select(TruthFile.Format));
        Assert.Equal(50, LogLines.Read(path + ".log").Count);
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("fhir")]
    public void Every_line_of_JSON_parses_before_and_after_a_perfect_redaction(string kind)
    {
        Perfect corpus = Perfect.Of(kind);
        Assert.All(corpus.Original.Concat(corpus.Redacted), line => JsonDocument.Parse(line).Dispose());
    }

    [Fact]
    public void A_JSON_log_has_documents_in_strings_three_deep()
    {
        (byte[] line, TruthLine truth) = CorpusLines.From(CorpusKinds.Create("json", 1))
            .First(l => l.Truth.Shape == "json-string-3" && l.Truth.Phi.Any(p => p.Type == PhiType.Email));
        string email = truth.Phi.First(p => p.Type == PhiType.Email).Value;
        JsonElement element = JsonDocument.Parse(line).RootElement;
        for (int depth = 0; depth < 3; depth++)
        {
            string inner = element.EnumerateObject().Select(p => p.Value)
                .First(v => v.ValueKind == JsonValueKind.String && v.GetString()!.StartsWith('{')).GetString()!;
            element = JsonDocument.Parse(inner).RootElement;
        }

        Assert.Contains(email, element.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_X12_header_has_106_characters()
    {
        Assert.All(Perfect.Of("x12").Original, line =>
        {
            string text = Encoding.UTF8.GetString(line);
            string header = text[text.IndexOf("ISA", StringComparison.Ordinal)..][..106];
            Assert.Equal(16, header.Count(c => c == header[3]));
            Assert.Equal("GS", text[(text.IndexOf("ISA", StringComparison.Ordinal) + 106)..][..2]);
        });
    }

    [Fact]
    public void All_corpora_together_hold_every_type_of_PHI()
    {
        string[] known = [.. typeof(PhiType).GetFields()
            .Where(f => f.IsLiteral)
            .Select(f => (string)f.GetRawConstantValue()!)];
        IEnumerable<string> drawn = CorpusKinds.Names.SelectMany(kind => Perfect.Of(kind, Lines).Truths)
            .SelectMany(t => t.Phi)
            .Where(p => p.Expected != Expectation.Optional)
            .Select(p => p.Type);
        Assert.Equal([], known.Except(drawn));
    }
}
