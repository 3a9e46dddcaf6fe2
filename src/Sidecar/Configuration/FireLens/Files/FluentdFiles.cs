namespace PhiLens.Sidecar.Configuration.FireLens.Files;

/// <summary>Knows the files of the <c>fluentd</c> type, which are not read.</summary>
internal static class FluentdFiles
{
    /// <summary>Where the agent mounts the file of the <c>fluentd</c> type.</summary>
    public const string Path = "/fluentd/etc/fluent.conf";

    /// <summary>What is wrong with such a file, and what to do.</summary>
    public const string Rule = "is Fluentd's syntax, which is not read: set \"type\": \"fluentbit\" in the task "
        + "definition's firelensConfiguration.";

    /// <summary>The title of the section that a line opens: <c>&lt;source&gt;</c>.</summary>
    /// <param name="line">A line that begins with an angle bracket.</param>
    public static string TitleOf(string line)
    {
        int end = line.AsSpan(1).IndexOfAny(" \t>");
        return $"<{FireLensReport.ShowName(end < 0 ? line[1..] : line[1..(end + 1)])}>";
    }

    /// <summary>The first line that only Fluentd understands, counted from 1; 0 when there is none.</summary>
    /// <param name="text">The text of the file.</param>
    /// <param name="title">The section that the line opens.</param>
    public static int FindLine(string text, out string title)
    {
        int number = 0;
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            number++;
            ReadOnlySpan<char> trimmed = line.TrimStart();
            if (trimmed.StartsWith("<"))
            {
                title = TitleOf(trimmed.ToString());
                return number;
            }

            if (trimmed.StartsWith("["))
            {
                break;
            }
        }

        title = "";
        return 0;
    }
}
