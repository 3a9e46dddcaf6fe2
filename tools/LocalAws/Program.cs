using System.Runtime.InteropServices;
using PhiLens.LocalAws.Hosting;

var command = CommandLine.Parse(args);
if (command.WantsHelp)
{
    Console.WriteLine(CommandLine.Help);
    return 0;
}

if (command.Options is not { } options)
{
    await Console.Error.WriteLineAsync(command.Problem);
    return 2;
}

var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.TrySetResult();
}

using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
await using var server = await LocalAwsServer.StartAsync(options);
if (server.MetadataAddress is { } metadata)
{
    Console.WriteLine($"metadata {metadata}");
}

Console.WriteLine($"ready {server.Address.GetLeftPart(UriPartial.Authority)} ca={server.CaFile} key=alias/philens");
await stop.Task;
return 0;
