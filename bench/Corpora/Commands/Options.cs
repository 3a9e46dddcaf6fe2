using System.Globalization;

namespace PhiLens.Bench.Corpora.Commands;

/// <summary>What follows a command: words, then options with a value each, or flags.</summary>
public sealed class Options
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _flags = new(StringComparer.Ordinal);

    public Options(IEnumerable<string> arguments, IReadOnlySet<string> named, IReadOnlySet<string> flags)
    {
        string? name = null;
        foreach (string argument in arguments)
        {
            if (name is not null)
            {
                _values[name] = argument;
                name = null;
            }
            else if (named.Contains(argument))
            {
                name = argument;
            }
            else if (!flags.Contains(argument) || !_flags.Add(argument))
            {
                throw new UsageException($"unknown or repeated: {argument}");
            }
        }

        if (name is not null)
        {
            throw new UsageException($"{name} needs a value");
        }
    }

    public bool Has(string flag) => _flags.Contains(flag);

    public string? Text(string name) => _values.GetValueOrDefault(name);

    public string Needed(string name) => Text(name) ?? throw new UsageException($"{name} is needed");

    public int Number(string name, int otherwise) => Text(name) is not { } text ? otherwise
        : int.TryParse(text, CultureInfo.InvariantCulture, out int number) ? number
        : throw new UsageException($"{name} needs a whole number");

    public double? Fraction(string name) => Text(name) is not { } text ? null
        : double.TryParse(text, CultureInfo.InvariantCulture, out double number) ? number
        : throw new UsageException($"{name} needs a number such as 0.99");
}
