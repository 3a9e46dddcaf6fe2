using System.Net;
using PhiLens.Sidecar.Configuration.Binding;
using PhiLens.Sidecar.Configuration.Layers;
using PhiLens.Sidecar.Configuration.Table;

namespace PhiLens.Sidecar.Commands;

/// <summary><c>philens healthcheck</c>: asks the running sidecar, without a shell and without curl.</summary>
internal static class HealthcheckCommand
{
    /// <summary>What is asked when nothing is said: it holds for a container that others wait for.</summary>
    private const string UsualQuestion = "ready";

    /// <summary>How long the answer may take: 3 s, within the 5 s that ECS gives a health check.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static readonly string[] Questions = ["live", UsualQuestion, "delivering"];

    /// <summary>Whether a word is a question.</summary>
    /// <param name="word">The word.</param>
    public static bool Knows(string word) => Questions.Contains(word);

    /// <summary>Asks, and says nothing when the answer is yes.</summary>
    /// <param name="question"><c>live</c>, <c>ready</c> or <c>delivering</c>; null asks <c>ready</c>.</param>
    /// <param name="context">What the command gets.</param>
    /// <returns><see cref="ExitCode.Ok"/> for yes, <see cref="ExitCode.Failure"/> for no and for no answer.</returns>
    public static async Task<ExitCode> RunAsync(string? question, CommandContext context)
    {
        SettingReader reader = new(new LayerStack(context.Environment));
        IPEndPoint? address = reader.Get(ProcessSettings.HealthListen);
        if (address is null or { Port: 0 } || !reader.IsSound(ProcessSettings.HealthListen))
        {
            return Say(context, $"{ProcessSettings.HealthListen.Variable} must be host:port with a fixed port, or "
                + "nobody can be asked.");
        }

        string page = question ?? UsualQuestion;
        using var sockets = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        using var http = new HttpClient(sockets) { Timeout = Patience };
        try
        {
            using HttpResponseMessage answer = await http.GetAsync(
                new Uri($"http://{Reachable(address)}/{page}"), HttpCompletionOption.ResponseHeadersRead)
                .ConfigureAwait(false);
            return answer.StatusCode == HttpStatusCode.OK
                ? ExitCode.Ok
                : Say(context, $"not {page}: {(int)answer.StatusCode} from {address}.");
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return Say(context, $"not {page}: no answer from {address}.");
        }
    }

    // Who listens on every address is asked on the machine's own.
    private static IPEndPoint Reachable(IPEndPoint address) => address.Address switch
    {
        var any when any.Equals(IPAddress.Any) => new IPEndPoint(IPAddress.Loopback, address.Port),
        var any when any.Equals(IPAddress.IPv6Any) => new IPEndPoint(IPAddress.IPv6Loopback, address.Port),
        _ => address,
    };

    private static ExitCode Say(CommandContext context, string sentence)
    {
        context.Error.WriteLine(sentence);
        return ExitCode.Failure;
    }
}
