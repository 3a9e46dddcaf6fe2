using PhiLens.Bench.EndToEnd;
using PhiLens.Bench.EndToEnd.Floor;
using PhiLens.Bench.EndToEnd.Load;
using PhiLens.Bench.EndToEnd.Measuring;
using PhiLens.Bench.EndToEnd.Receiver;
using PhiLens.Bench.EndToEnd.Writer;

try
{
    return args switch
    {
        ["receiver", string caFile] => await ReceiverCommand.RunAsync(caFile),
        ["floor", .. string[] rest] => await FloorCommand.RunAsync(rest),
        ["writer", .. string[] rest] => WriterCommand.Run(rest),
        ["load", .. string[] rest] => await LoadCommand.RunAsync(rest),
        ["measure", .. string[] rest] => await MeasureCommand.RunAsync(rest),
        _ => throw new MeasurementException("usage: philens-bench measure --product FILE --out DIR [options]"),
    };
}
catch (Exception failure) when (failure is MeasurementException or IOException or OperationCanceledException)
{
    await Console.Error.WriteLineAsync($"bench: {failure.Message}");
    return 1;
}
