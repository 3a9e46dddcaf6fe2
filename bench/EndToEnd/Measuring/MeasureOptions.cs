using System.Globalization;

namespace PhiLens.Bench.EndToEnd.Measuring;

/// <summary>What <c>measure</c> was told.</summary>
internal sealed record MeasureOptions
{
    /// <summary>The published executable of the product.</summary>
    internal required string Product { get; init; }

    /// <summary>The folder for raw numbers.</summary>
    internal required string Output { get; init; }

    /// <summary>The folder for a page to keep, or null.</summary>
    internal string? Save { get; init; }

    /// <summary>The strict stand-in's executable, or null for the light receiver.</summary>
    internal string? Strict { get; init; }

    /// <summary>Only works whose name holds this text.</summary>
    internal string Only { get; init; } = string.Empty;

    /// <summary>How often everything is measured; the table shows medians.</summary>
    internal int Rounds { get; init; } = 3;

    /// <summary>How long each row of the load test takes.</summary>
    internal int Seconds { get; init; } = 60;

    /// <summary>The command as it was typed, for the page that is kept.</summary>
    internal string Command { get; init; } = "./bench.sh";

    internal static MeasureOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new MeasureOptions { Product = string.Empty, Output = string.Empty };
        for (int i = 0; i + 1 < arguments.Count; i += 2)
        {
            options = options.With(arguments[i], arguments[i + 1]);
        }

        return arguments.Count % 2 == 0 && options is { Product.Length: > 0, Output.Length: > 0 }
            ? options
            : throw new MeasurementException("measure needs --product, --out, and a value for each option.");
    }

    private MeasureOptions With(string name, string value) => name switch
    {
        "--product" => this with { Product = value },
        "--out" => this with { Output = value },
        "--save" => this with { Save = value },
        "--strict" => this with { Strict = value },
        "--only" => this with { Only = value },
        "--rounds" => this with { Rounds = int.Parse(value, CultureInfo.InvariantCulture) },
        "--seconds" => this with { Seconds = int.Parse(value, CultureInfo.InvariantCulture) },
        "--command" => this with { Command = value },
        _ => throw new MeasurementException($"unknown option {name}"),
    };
}
