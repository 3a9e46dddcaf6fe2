using System.Text;
using PhiLens.Sidecar.Commands;

namespace PhiLens.Sidecar.Tests.Commands;

public sealed class RedactCommandTests : IDisposable
{
    private const string Policy = """
        {"rules":[{"key":"mrn","action":"erase"},{"pattern":"acct-\\d{8}","name":"acct","action":"mask","keep":2},
        {"key":"debug","action":"drop-record"},{"key":"city","action":"erase","containers":"web*"}]}
        """;

    private readonly StringWriter _error = new();
    private readonly MemoryStream _output = new();

    public void Dispose()
    {
        _error.Dispose();
        _output.Dispose();
    }

    [Fact]
    public async Task Lines_leave_as_the_sidecar_would_send_them_and_need_no_source_and_no_group()
    {
        const string Input = "plain\n\n{\"mrn\":\"12345\",\"n\":1}\r\npaid by acct-12345678 twice\n{\"debug\":1}\nlast";

        Assert.Equal(ExitCode.Ok, await RunAsync(Input, ["redact"]));

        Assert.Equal(
            "plain\n\n{\"mrn\":\"[REDACTED:mrn]\",\"n\":1}\r\npaid by ****-******78 twice\nlast\n", Text(_output));
        Assert.Empty(_error.ToString());
    }

    [Fact]
    public async Task An_explanation_tells_line_rule_place_and_action_and_never_the_value()
    {
        const string Input = "nothing\n{\"mrn\":\"hush\",\"t\":\"acct-99999999\"}\n{\"debug\":\"hush\"}\n";

        Assert.Equal(ExitCode.Ok, await RunAsync(Input, ["redact", "--explain"]));

        Assert.Equal(
            "line 2: rule mrn at 8-12 erase\nline 2: rule acct at 19-32 mask\n"
            + "line 3: rule debug at 10-14 drop-record\n",
            _error.ToString());
    }

    [Fact]
    public async Task The_container_whose_rules_hold_can_be_named()
    {
        await RunAsync("{\"city\":\"Ulm\"}\n", ["redact", "--container", "web-1", "--stream", "stdout"]);
        await RunAsync("{\"city\":\"Ulm\"}\n", ["redact", "--container", "api"]);

        Assert.Equal("{\"city\":\"[REDACTED:city]\"}\n{\"city\":\"Ulm\"}\n", Text(_output));
    }

    [Fact]
    public async Task On_a_terminal_counts_come_at_the_end()
    {
        await RunAsync("{\"mrn\":\"1\"}\n{\"mrn\":\"2\"}\n{\"debug\":1}\n", ["redact"], isTerminal: true);

        string[] lines = _error.ToString().Split('\n');
        Assert.Contains("3 lines, 2 redacted by the policy in PHILENS_", lines[0], StringComparison.Ordinal);
        Assert.Contains("debug  1", lines[1], StringComparison.Ordinal);
        Assert.Contains("mrn    2", lines[2], StringComparison.Ordinal);
        Assert.Contains("1 lines were left out", lines[3], StringComparison.Ordinal);
        Assert.Contains('\e', lines[0]);
    }

    [Fact]
    public async Task What_is_not_used_is_not_checked_and_a_wrong_policy_is_refused()
    {
        Assert.Equal(ExitCode.Refused, await RunAsync("x\n", ["redact"], policy: """{"rules":[{"key":"a"}]}"""));

        Assert.StartsWith(
            "PHILENS_REDACTION__POLICYJSON is refused: rule 1 (line 1, column 11): the action is missing",
            _error.ToString(),
            StringComparison.Ordinal);
        Assert.Empty(Text(_output));
    }

    [Fact]
    public async Task A_reader_that_goes_away_ends_it()
    {
        CommandContext context = Context(new MemoryStream("x\n"u8.ToArray()), false, Policy);

        Assert.Equal(
            ExitCode.Ok,
            await CommandLine.RunAsync(["redact"], context with { OpenOutput = static () => new ShutStream() }));
    }

    [Fact]
    public async Task A_line_of_megabytes_and_bytes_that_are_no_text_pass()
    {
        byte[] input = [.. Enumerable.Repeat((byte)'x', 3_000_000), 0xFF, 0xFE, 0, (byte)'\n', .. "acct-12345678"u8];

        await CommandLine.RunAsync(["redact"], Context(new MemoryStream(input), false, Policy));

        Assert.Equal([.. input[..^13], .. "****-******78\n"u8], _output.ToArray());
    }

    private static string Text(MemoryStream stream) => Encoding.UTF8.GetString(stream.ToArray());

    private Task<ExitCode> RunAsync(
        string input, string[] arguments, bool isTerminal = false, string policy = Policy) =>
        CommandLine.RunAsync(arguments, Context(new MemoryStream(Encoding.UTF8.GetBytes(input)), isTerminal, policy));

    private CommandContext Context(MemoryStream input, bool isTerminal, string policy) => new()
    {
        Output = TextWriter.Null,
        Error = _error,
        Environment = new Dictionary<string, string>
        {
            ["PHILENS_REDACTION__POLICYJSON"] = policy,
            ["PHILENS_MEMORY__LIMIT"] = "wrong",
        },
        IsErrorTerminal = isTerminal,
        HasErrorColors = isTerminal,
        OpenInput = () => input,
        OpenOutput = () => new UnclosedStream(_output),
        Run = static _ => throw new InvalidOperationException("the sidecar must not run"),
    };

    /// <summary>Writes into a stream that stays open.</summary>
    private sealed class UnclosedStream(MemoryStream inner) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => inner.Length;

        public override long Position
        {
            get => inner.Position;
            set => throw new NotSupportedException();
        }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);
    }

    /// <summary>A pipe that nobody reads any more.</summary>
    private sealed class ShutStream : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("Broken pipe");

        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("Broken pipe");
    }
}
