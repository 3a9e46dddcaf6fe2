using PhiLens.Bench.Corpora.Commands;

try
{
    return args switch
    {
        ["generate", string kind, .. string[] rest] => GenerateCommand.Run(kind, rest),
        ["score", .. string[] rest] => ScoreCommand.Run(rest, Console.Out),
        ["damage", .. string[] rest] => DamageCommand.Run(rest, Console.Out),
        ["perfect", .. string[] rest] => PerfectCommand.Run(rest),
        ["weblog", .. string[] rest] => await WebLogCommand.RunAsync(rest),
        _ => throw new UsageException(
            $"usage:\n  {GenerateCommand.Usage}\n  {ScoreCommand.Usage}\n  {DamageCommand.Usage}\n"
            + $"  {PerfectCommand.Usage}\n  {WebLogCommand.Usage}"),
    };
}
catch (Exception failure) when (failure is UsageException or ArgumentException or IOException)
{
    await Console.Error.WriteLineAsync($"corpora: {failure.Message}");
    return 2;
}
