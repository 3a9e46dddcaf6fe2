using PhiLens.Pipeline.Redaction;
using PhiLens.Sidecar.Configuration;
using PhiLens.Sidecar.Configuration.FireLens;
using PhiLens.Sidecar.Configuration.Layers;
using PhiLens.Sidecar.Configuration.Redaction;
using PhiLens.Sidecar.Routing;

namespace PhiLens.Sidecar.Commands;

/// <summary><c>philens check-config</c>: the configuration in effect and where it comes from, or every error.</summary>
internal static class CheckConfigCommand
{
    private const string Faint = "\e[2m";
    private const string Strong = "\e[1m";
    private const string Plain = "\e[0m";

    /// <summary>The widest column of values that origins are aligned behind.</summary>
    private const int WidestValue = 48;

    /// <summary>Prints <c>NAME = value   # origin</c> for every setting.</summary>
    /// <param name="context">What the command gets.</param>
    public static ExitCode Run(CommandContext context)
    {
        ConfigurationResult result = ConfigurationReader.Read(context.Environment, context.Facts);
        if (result.Options is null)
        {
            return ConfigurationErrors.Print(result, context.Error);
        }

        int nameWidth = result.Settings.Max(s => s.Variable.Length);
        int valueWidth = Math.Min(WidestValue, result.Settings.Max(s => s.Value.Length));
        foreach (EffectiveSetting setting in result.Settings)
        {
            string line = $"{setting.Variable.PadRight(nameWidth)} = {setting.Value.PadRight(valueWidth)}";
            context.Output.WriteLine(Paint(line, setting.Origin, context.HasColors));
        }

        if (result.Options.FireLens is { } file)
        {
            Explain(file, context);
        }

        Explain(result.Options.Redaction, context);
        return ExitCode.Ok;
    }

    /// <summary>Says how each rule of redaction was understood, and shows the preset as its document.</summary>
    private static void Explain(RedactionOptions redaction, CommandContext context)
    {
        if (redaction.Policy is not { } policy)
        {
            context.Output.WriteLine("\nNothing is redacted: records leave as they were written.");
            return;
        }

        context.Output.WriteLine($"\nRecords are redacted by {redaction.Origin}, whose rules were understood so:");
        foreach (string line in policy.Explanation)
        {
            context.Output.WriteLine($"  {Printable.OneLine(line, Printable.LongestMessage)}");
        }

        if (policy.UsesPreset)
        {
            context.Output.WriteLine($"\nThe preset phi is this policy:\n{RedactionPolicy.PhiText}");
        }
    }

    /// <summary>Says how the agent's file was understood; no value that came from a variable is among it.</summary>
    private static void Explain(FireLensOptions file, CommandContext context)
    {
        context.Output.WriteLine($"\n{Printable.OneLine(file.Path, Printable.LongestMessage)} was understood so:");
        foreach (FireLensFinding finding in file.Findings)
        {
            context.Output.WriteLine($"  {finding}");
        }

        context.Output.WriteLine("\nWhat a record passes, by its tag:");
        foreach (string route in RouteExplanation.Of(file))
        {
            context.Output.WriteLine($"  {route}");
        }
    }

    // What somebody set stands out; what nobody set stays in the background.
    private static string Paint(string line, string origin, bool hasColors)
    {
        if (!hasColors)
        {
            return $"{line}   # {origin}";
        }

        bool isDefault = origin.StartsWith(LayerStack.DefaultOrigin, StringComparison.Ordinal);
        return isDefault
            ? $"{Faint}{line}   # {origin}{Plain}"
            : $"{Strong}{line}{Plain}{Faint}   # {origin}{Plain}";
    }
}
