namespace PhiLens.Sidecar.Commands.Decrypting;

/// <summary>What <c>philens decrypt</c> was asked.</summary>
internal sealed record DecryptArguments
{
    /// <summary>Files with key records; any text, which may be the log itself.</summary>
    public IReadOnlyList<string> KeyFiles { get; init; } = [];

    /// <summary>The log group where key records are looked for; null for none.</summary>
    public string? KeyLogGroup { get; init; }

    /// <summary>The types that are opened; empty for all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>The scopes that are opened; empty for all.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Whether tokens are opened and nothing of them is shown.</summary>
    public bool Verify { get; init; }

    /// <summary>Whether it is only told which keys the tokens name; KMS is not asked.</summary>
    public bool Inspect { get; init; }

    /// <summary>Reads the arguments.</summary>
    /// <param name="arguments">The arguments behind the command.</param>
    /// <returns>What they ask; null when they cannot be understood.</returns>
    public static DecryptArguments? Read(string[] arguments)
    {
        DecryptArguments read = new();
        for (int i = 0; i < arguments.Length; i++)
        {
            string? value = i + 1 < arguments.Length ? arguments[i + 1] : null;
            switch (arguments[i])
            {
                case "--verify":
                    read = read with { Verify = true };
                    continue;
                case "--inspect":
                    read = read with { Inspect = true };
                    continue;
                case "--keys" when value is not null:
                    read = read with { KeyFiles = [.. read.KeyFiles, value] };
                    break;
                case "--key-log-group" when value is not null:
                    read = read with { KeyLogGroup = value };
                    break;
                case "--only" when value is not null:
                    read = read with { Only = [.. read.Only, .. Names(value)] };
                    break;
                case "--scope" when value is not null:
                    read = read with { Scopes = [.. read.Scopes, .. Names(value)] };
                    break;
                default:
                    return null;
            }

            i++;
        }

        return read is { Verify: true, Inspect: true } ? null : read;
    }

    private static string[] Names(string list) =>
        list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
