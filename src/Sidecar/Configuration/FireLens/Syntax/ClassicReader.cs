using PhiLens.Sidecar.Configuration.FireLens.Files;

namespace PhiLens.Sidecar.Configuration.FireLens.Syntax;

/// <summary>
/// Reads Fluent Bit's classic syntax. <c>[NAME]</c> at the beginning of a line opens a section; an indented
/// <c>Key value</c> belongs to it, the value being the rest of the line; <c>#</c> first on a line begins a comment;
/// <c>@INCLUDE path</c> and <c>@SET name=value</c> stand at the beginning of a line. A value is not quoted, and a
/// <c>#</c> within it belongs to it. Not handled, because Fluent Bit refuses it too: lines that go on in the next.
/// </summary>
internal sealed class ClassicReader
{
    private static readonly char[] Blanks = [' ', '\t'];

    private readonly FireLensSurroundings _surroundings;
    private readonly FireLensReport _report;
    private readonly VariableExpander _expander;
    private readonly HashSet<string> _opened = new(StringComparer.Ordinal);
    private readonly List<RawSection> _sections = [];
    private int _total;

    /// <summary>Makes a reader for one file and what it includes.</summary>
    /// <param name="surroundings">Gives files and variables.</param>
    /// <param name="report">Hears what is wrong.</param>
    public ClassicReader(FireLensSurroundings surroundings, FireLensReport report)
    {
        _surroundings = surroundings;
        _report = report;
        _expander = new VariableExpander(surroundings.Variable, report);
    }

    /// <summary>Reads a text and everything that it includes.</summary>
    /// <param name="path">The path that the text was read from.</param>
    /// <param name="text">The text.</param>
    public IReadOnlyList<ConfigSection> Read(string path, string text)
    {
        _opened.Add(path);
        ReadText(path, text, 0);

        // Only now: an @SET holds for the whole file, wherever it stands.
        return [.. _sections.Select(section => new ConfigSection(section.Name, section.Place,
        [
            .. section.Entries.Select(e =>
                new ConfigEntry(e.Key, _expander.Expand(e, ConfigSection.TitleOf(section.Name)), e.Place)),
        ]))];
    }

    private void ReadText(string path, string text, int depth)
    {
        _total += text.Length;
        SourcePlace start = new(path, 1);
        if (text.Length > ReadingLimits.LongestFile || _total > ReadingLimits.LongestTotal)
        {
            _report.Refuse(start, "file", "is too long: 1 MiB for a file and 4 MiB for all of them is the most.");
            return;
        }

        RawSection? section = null;
        int number = 0;
        foreach (string line in text.TrimStart('\uFEFF').Split('\n'))
        {
            number++;
            if (_report.IsFull || !ReadLine(new SourcePlace(path, number), line, depth, ref section))
            {
                return;
            }
        }
    }

    /// <summary>Reads a line; false when the rest of the file makes no sense.</summary>
    private bool ReadLine(SourcePlace place, string line, int depth, ref RawSection? section)
    {
        string text = line.Trim();
        if (text.Length == 0 || text[0] == '#')
        {
            return true;
        }

        switch (line[0])
        {
            case '@':
                return ReadInstruction(place, text, depth);
            case '[':
                return OpenSection(place, text, ref section);
            case ' ' or '\t':
                ReadEntry(place, text, section);
                return true;
            default:
                RefuseLine(place, text, section);
                return false;
        }
    }

    private bool ReadInstruction(SourcePlace place, string text, int depth)
    {
        int blank = text.IndexOfAny(Blanks);
        string name = blank < 0 ? text : text[..blank];
        string value = blank < 0 ? "" : text[blank..].Trim();
        if (name.Equals("@INCLUDE", StringComparison.OrdinalIgnoreCase) && value.Length > 0)
        {
            Include(place, value, depth);
        }
        else if (name.Equals("@SET", StringComparison.OrdinalIgnoreCase) && value.IndexOf('=') is > 0 and var equals)
        {
            _expander.Set(value[..equals].Trim(), value[(equals + 1)..].Trim());
        }
        else
        {
            _report.Refuse(
                place,
                ShowInstruction(name),
                "is not understood: write @INCLUDE with a path, or @SET with name=value, or take the line out.");
        }

        return true;
    }

    // A misspelled @SET might hold a secret in its first word.
    private static string ShowInstruction(string name) =>
        FireLensReport.ShowName(name.Contains('=', StringComparison.Ordinal) ? "@" : name);

    private void Include(SourcePlace place, string path, int depth)
    {
        string whole = IncludePaths.Resolve(place.File, path);
        if (!IncludePaths.IsPattern(path))
        {
            Open(place, whole, depth + 1);
            return;
        }

        IReadOnlyList<string>? matches = List(whole);
        if (matches is null or [])
        {
            _report.Refuse(place, "@INCLUDE", matches is null
                ? "has a star in a folder's name: stars may stand in the file's name only."
                : "names no file with its pattern: mount the files, or take the line out.");
            return;
        }

        foreach (string match in matches)
        {
            Open(place, match, depth + 1);
        }
    }

    private IReadOnlyList<string>? List(string pattern)
    {
        try
        {
            return IncludePaths.Match(pattern, _surroundings.ListFolder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private void Open(SourcePlace place, string path, int depth)
    {
        if (depth > ReadingLimits.DeepestInclude || _opened.Count >= ReadingLimits.MostFiles)
        {
            _report.Refuse(place, "@INCLUDE", $"goes too far: {ReadingLimits.DeepestInclude} files within one another "
                + $"and {ReadingLimits.MostFiles} files together are the most.");
            return;
        }

        if (!_opened.Add(path))
        {
            _report.Refuse(place, "@INCLUDE", "names a file that was read already, perhaps by a circle: "
                + "include each file once.");
            return;
        }

        if (BuiltInFiles.Find(path) is { } builtIn)
        {
            ReadBuiltIn(place, path, builtIn);
            return;
        }

        (string? text, _) = FileReading.Read(_surroundings, path);
        if (text is not null)
        {
            ReadText(path, text, depth);
            return;
        }

        _report.Refuse(place, "@INCLUDE", $"names {Printable.OneLine(path, Printable.LongestQuote)}, which "
            + "is missing or cannot be read: mount the file, or take the line out.");
    }

    private void ReadBuiltIn(SourcePlace place, string path, BuiltInFile builtIn)
    {
        string name = Printable.OneLine(path, Printable.LongestQuote);
        if (builtIn.Text is null)
        {
            _report.Refuse(place, "@INCLUDE", $"names {name} of the AWS image, which {builtIn.Meaning}: take the line "
                + "out.");
            return;
        }

        _report.Note(place, "@INCLUDE", $"{name} is known by its path and not read: {builtIn.Meaning}");
        ReadText(path, builtIn.Text, ReadingLimits.DeepestInclude);
    }

    private bool OpenSection(SourcePlace place, string text, ref RawSection? section)
    {
        int end = text.IndexOf(']');
        if (end < 2 || _sections.Count >= ReadingLimits.MostSections)
        {
            _report.Refuse(place, "[", end < 2
                ? "opens a section without a name: write it as [OUTPUT]."
                : $"opens too many sections: {ReadingLimits.MostSections} are the most.");
            return false;
        }

        section = new RawSection(text[1..end].Trim(), place);
        _sections.Add(section);
        return true;
    }

    private void ReadEntry(SourcePlace place, string text, RawSection? section)
    {
        string title = section is null ? "file" : ConfigSection.TitleOf(section.Name);
        int blank = text.IndexOfAny(Blanks);
        string key = blank < 0 ? text : text[..blank];
        if (section is null)
        {
            _report.Refuse(place, title, "has a setting before its first section: put it under a section.");
        }
        else if (key[0] is '[' or '@' or '<')
        {
            _report.Refuse(place, title, "has an indented group or instruction, which is not understood: sections, "
                + "@INCLUDE and @SET stand at the beginning of their line.");
        }
        else if (blank < 0)
        {
            _report.Refuse(place, title, "has a key without a value: write both on the line, or take it out.");
        }
        else
        {
            section.Entries.Add(new RawEntry(key, text[blank..].Trim(), place));
        }
    }

    private void RefuseLine(SourcePlace place, string text, RawSection? section)
    {
        if (text[0] == '<')
        {
            _report.Refuse(place, FluentdFiles.TitleOf(text), FluentdFiles.Rule);
            return;
        }

        string title = section is null ? "file" : ConfigSection.TitleOf(section.Name);
        _report.Refuse(place, title, "is followed by a line that is neither a section nor indented: this is not "
            + "Fluent Bit's classic syntax (YAML is not read), or the line's indentation is missing.");
    }
}
