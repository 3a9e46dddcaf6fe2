using PhiLens.Sidecar.Configuration;
using PhiLens.Sidecar.Configuration.FireLens;
using PhiLens.Sidecar.Configuration.FireLens.Model;
using PhiLens.Sidecar.Configuration.FireLens.Model.Filters;
using PhiLens.Sidecar.Configuration.FireLens.Templates;

namespace PhiLens.Sidecar.Routing;

/// <summary>Says, for each kind of tag that the file's outputs take, what its records pass on their way.</summary>
internal static class RouteExplanation
{
    /// <summary>One line for each output, and one for the rest. No value of a variable is in them.</summary>
    /// <param name="file">The file, with the settings over it.</param>
    public static IEnumerable<string> Of(FireLensOptions file)
    {
        foreach (RecordOutput output in file.Plan.Outputs)
        {
            OutputOptions? shipped = file.Outputs.FirstOrDefault(o => ReferenceEquals(o.Output, output));
            string target = shipped is null ? "left out" : Target(shipped);
            yield return Printable.OneLine(
                $"{output.Match.Shown}: {Steps(file.Plan, output.Match)}{target}", Printable.LongestMessage);
        }

        yield return file.Outputs.Count == 0
            ? "any other: where PHILENS_CLOUDWATCH__LOGGROUP and PHILENS_CLOUDWATCH__LOGSTREAM say"
            : "any other: left out";
    }

    /// <summary>The filters that a tag of the pattern passes; an expression's tags cannot be known.</summary>
    private static string Steps(FireLensPlan plan, TagMatch match)
    {
        IEnumerable<RecordFilter> filters = match.Sample is { } tag
            ? plan.FiltersFor(tag)
            : plan.Filters.Where(f => f.Match.IsAll);
        return string.Concat(filters.Select(f => $"filter at {f.Place} -> "));
    }

    private static string Target(OutputOptions output)
    {
        CloudWatchOptions over = output.CloudWatch;
        CloudWatchOutput inFile = output.Output!;
        string what = inFile.LogKey is null ? "whole records" : "one field";
        return $"{what} to group {Name(over.LogGroup, inFile.Group)}, stream {Name(over.LogStream, inFile.Stream)}";
    }

    private static string Name(string given, RecordTemplate inFile) => given.Length > 0 ? given : inFile.Shown;
}
