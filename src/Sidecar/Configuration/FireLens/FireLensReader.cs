using PhiLens.Sidecar.Configuration.FireLens.Files;
using PhiLens.Sidecar.Configuration.FireLens.Model;
using PhiLens.Sidecar.Configuration.FireLens.Readers;
using PhiLens.Sidecar.Configuration.FireLens.Syntax;

namespace PhiLens.Sidecar.Configuration.FireLens;

/// <summary>
/// Reads the file that the ECS agent writes for FireLens, of the <c>fluentbit</c> type in its classic syntax. Pure: it
/// touches nothing but what it is given.
/// </summary>
internal static class FireLensReader
{
    /// <summary>Reads a file and everything that it includes. Never throws, whatever the text.</summary>
    /// <param name="path">The file's absolute path.</param>
    /// <param name="surroundings">Gives files and variables.</param>
    public static FireLensResult Read(string path, FireLensSurroundings surroundings)
    {
        FireLensReport report = new();
        (string? text, bool hasFailed) = FileReading.Read(surroundings, path);
        if (text is null)
        {
            if (hasFailed)
            {
                report.Refuse(new SourcePlace(path, 1), "file", "cannot be read: check its rights and its size.");
            }

            return new FireLensResult(null, report.Errors, report.Findings);
        }

        int line = FluentdFiles.FindLine(text, out string title);
        if (line > 0 || path == FluentdFiles.Path)
        {
            report.Refuse(new SourcePlace(path, Math.Max(line, 1)), line > 0 ? title : "file", FluentdFiles.Rule);
            return new FireLensResult(null, report.Errors, report.Findings);
        }

        IReadOnlyList<ConfigSection> sections = new ClassicReader(surroundings, report).Read(path, text);
        FireLensPlan plan = new PlanReader(report).Read(sections);
        return new FireLensResult(report.Errors.Count == 0 ? plan : null, report.Errors, report.Findings);
    }
}
