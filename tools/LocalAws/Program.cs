using System.Runtime.InteropServices;
using System.Security.Cryptography;
using PhiLens.LocalAws.Hosting;
using PhiLens.LocalAws.Reading;

if (args is [ReadCommand.Name, ..])
{
    return await ReadCommand.RunAsync(args);
}

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
LocalAwsServer started;
try
{
    started = await LocalAwsServer.StartAsync(options);
}
catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException)
{
    await Console.Error.WriteLineAsync($"localaws cannot start: {failure.Message}");
    return 1;
}

await using var server = started;
if (server.MetadataAddress is { } metadata)
{
    Console.WriteLine($"metadata {metadata}");
}

Console.WriteLine($"ready {server.Address.GetLeftPart(UriPartial.Authority)} ca={server.CaFile} key=alias/philens");
await stop.Task;
return 0;
