using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Framing.Forward;
using PhiLens.Pipeline.Records;
using Serilog;

namespace PhiLens.Sidecar.Logging;

/// <summary>
/// The one catalogue of what the log can say. No method takes a byte of a log record: names, numbers and causes only.
/// </summary>
internal static class LogEvents
{
    private const string IdProperty = "EventId";

    /// <summary>
    /// The sidecar takes records: the start-up line. Without redaction it is a warning, because of what is not done to
    /// them.
    /// </summary>
    /// <param name="log">The log.</param>
    /// <param name="version">The product's version.</param>
    /// <param name="sources">Where it reads.</param>
    /// <param name="endpoint">Where it ships to.</param>
    /// <param name="redaction">What redacts them; null when nothing does.</param>
    public static void Started(
        ILogger log, string version, IEnumerable<string> sources, string endpoint, string? redaction)
    {
        const string Beginning = "PhiLens {Version} started: reads {Sources}, ships to {Endpoint}; ";
        ILogger started = With(log, LogEventIds.Started);
        string all = string.Join(", ", sources);
        if (redaction is null)
        {
            started.Warning(
                Beginning + "redaction is off: records leave as they were written", version, all, endpoint);
        }
        else
        {
            started.Information(
                Beginning + "records are redacted by {Redaction}", version, all, endpoint, redaction);
        }
    }

    /// <summary>The sidecar was asked to stop.</summary>
    /// <param name="log">The log.</param>
    /// <param name="drain">How long it may go on.</param>
    public static void Stopping(ILogger log, TimeSpan drain) =>
        With(log, LogEventIds.Stopping).Information(
            "Stopping because of a signal: reading and delivering for at most {DrainSeconds} s", drain.TotalSeconds);

    /// <summary>The sidecar was asked a second time to stop.</summary>
    /// <param name="log">The log.</param>
    public static void StoppingNow(ILogger log) => With(log, LogEventIds.StoppingNow)
        .Warning("Stopping at once because of a second signal");

    /// <summary>The ECS agent's file was read.</summary>
    /// <param name="log">The log.</param>
    /// <param name="path">The file's path.</param>
    /// <param name="outputs">How many of its outputs ship records.</param>
    public static void AgentFileRead(ILogger log, string path, int outputs) =>
        With(log, LogEventIds.AgentFileRead).Information(
            "Read {AgentFile}, which has {Outputs} outputs that ship records", path, outputs);

    /// <summary>Something in the ECS agent's file that is good to know.</summary>
    /// <param name="log">The log.</param>
    /// <param name="finding">Where it stands and what to know, without a value that came from a variable.</param>
    public static void AgentFileFinding(ILogger log, string finding) =>
        With(log, LogEventIds.AgentFileFinding).Information("{AgentFileFinding}", finding);

    /// <summary>Something happened that should not be possible.</summary>
    /// <param name="log">The log.</param>
    /// <param name="part">The part that failed.</param>
    /// <param name="exception">Only its type and place are written: a message might repeat input.</param>
    public static void UnexpectedFailure(ILogger log, string part, Exception exception) =>
        With(log, LogEventIds.UnexpectedFailure).Fatal(
            "{Part} failed unexpectedly with {ExceptionType} at {ExceptionPlace}",
            part,
            exception.GetType().FullName,
            exception.StackTrace?.Split('\n')[0].Trim() ?? "an unknown place");

    /// <summary>A source ended.</summary>
    /// <param name="log">The log.</param>
    /// <param name="source">The source as the user wrote it.</param>
    public static void SourceEnded(ILogger log, string source) =>
        With(log, LogEventIds.SourceEnded).Information("{Source} has ended", source);

    /// <summary>The time to read was over while a source's writers had left bytes unread.</summary>
    /// <param name="log">The log.</param>
    /// <param name="source">The source as the user wrote it.</param>
    public static void SourceCutOff(ILogger log, string source) => With(log, LogEventIds.SourceCutOff)
        .Error("{Source} was cut off: its writers went on to write after the time to read", source);

    /// <summary>A source failed.</summary>
    /// <param name="log">The log.</param>
    /// <param name="source">The source as the user wrote it.</param>
    /// <param name="cause">The name of the error, never its text.</param>
    /// <param name="heldBack">How many times this was not written.</param>
    public static void SourceFailed(ILogger log, string source, string cause, long heldBack) =>
        With(log, LogEventIds.SourceFailed, heldBack).Warning("Reading {Source} failed: {Cause}", source, cause);

    /// <summary>A Forward client did not know the shared key.</summary>
    /// <param name="log">The log.</param>
    /// <param name="source">The source as the user wrote it.</param>
    /// <param name="heldBack">How many times this was not written.</param>
    public static void ConnectionRefused(ILogger log, string source, long heldBack) =>
        With(log, LogEventIds.ConnectionRefused, heldBack).Warning(
            "A client of {Source} did not know the shared key and was turned away", source);

    /// <summary>A Forward client sent what is no message.</summary>
    /// <param name="log">The log.</param>
    /// <param name="source">The source as the user wrote it.</param>
    /// <param name="reason">What was wrong.</param>
    /// <param name="heldBack">How many times this was not written.</param>
    public static void MessageMalformed(ILogger log, string source, MalformedReason reason, long heldBack) =>
        With(log, LogEventIds.MessageMalformed, heldBack).Warning(
            "A client of {Source} sent a damaged message and was closed: {Reason}", source, reason);

    /// <summary>A client's TLS handshake failed.</summary>
    /// <param name="log">The log.</param>
    /// <param name="source">The source as the user wrote it.</param>
    /// <param name="heldBack">How many times this was not written.</param>
    public static void TlsRefused(ILogger log, string source, long heldBack) =>
        With(log, LogEventIds.TlsRefused, heldBack).Warning(
            "The TLS handshake of a client of {Source} failed, and it was turned away", source);

    /// <summary>A Forward client closed in the middle of a message.</summary>
    /// <param name="log">The log.</param>
    /// <param name="source">The source as the user wrote it.</param>
    /// <param name="heldBack">How many times this was not written.</param>
    public static void MessageCutOff(ILogger log, string source, long heldBack) =>
        With(log, LogEventIds.MessageCutOff, heldBack).Warning(
            "A client of {Source} closed in the middle of a message, whose rest is unknown", source);

    /// <summary>No output of the agent's file takes the records of a tag.</summary>
    /// <param name="log">The log.</param>
    /// <param name="tag">The tag, on one line.</param>
    /// <param name="heldBack">How many times this was not written.</param>
    public static void TagUnmatched(ILogger log, string tag, long heldBack) =>
        With(log, LogEventIds.TagUnmatched, heldBack).Warning(
            "No output of the agent's file matches the tag {Tag}: its records are left out", tag);

    /// <summary>A batch will be sent again.</summary>
    /// <param name="log">The log.</param>
    /// <param name="destination">The log group and stream.</param>
    /// <param name="cause">Why it was not delivered.</param>
    /// <param name="failedTries">Tries of this batch that failed.</param>
    /// <param name="wait">How long until the next.</param>
    /// <param name="heldBack">How many times this was not written.</param>
    public static void RetryScheduled(
        ILogger log, LogStreamName destination, RetryCause cause, int failedTries, TimeSpan wait, long heldBack) =>
        With(log, LogEventIds.RetryScheduled, heldBack).Warning(
            "Retry: {Cause} at {Group} {Stream}, try {FailedTries} failed, again in {WaitMilliseconds} ms",
            cause,
            destination.Group,
            destination.Stream,
            failedTries,
            (long)wait.TotalMilliseconds);

    /// <summary>A batch was delivered after failures.</summary>
    /// <param name="log">The log.</param>
    /// <param name="destination">The log group and stream.</param>
    /// <param name="failedTries">Tries that failed.</param>
    /// <param name="heldBack">How many times this was not written.</param>
    public static void DeliveryResumed(ILogger log, LogStreamName destination, int failedTries, long heldBack) =>
        With(log, LogEventIds.DeliveryResumed, heldBack).Information(
            "Delivered to {Group} {Stream} after {FailedTries} failed tries",
            destination.Group,
            destination.Stream,
            failedTries);

    /// <summary>Records were lost.</summary>
    /// <param name="log">The log.</param>
    /// <param name="destination">The log group and stream.</param>
    /// <param name="reason">Why.</param>
    /// <param name="records">How many since the last time this was written.</param>
    public static void RecordsDropped(ILogger log, LogStreamName destination, DropReason reason, long records) =>
        With(log, LogEventIds.RecordsDropped).Error(
            "Drop: {Records} records for {Group} {Stream} are lost: {Reason}",
            records,
            destination.Group,
            destination.Stream,
            reason.Name());

    /// <summary>A record goes out as several events.</summary>
    /// <param name="log">The log.</param>
    /// <param name="destination">The log group and stream.</param>
    /// <param name="heldBack">How many times this was not written.</param>
    public static void RecordSplit(ILogger log, LogStreamName destination, long heldBack) =>
        With(log, LogEventIds.RecordSplit, heldBack).Warning(
            "A record for {Group} {Stream} is longer than one event or than its buffer may grow, and was split or cut",
            destination.Group,
            destination.Stream);

    /// <summary>A log group was created.</summary>
    /// <param name="log">The log.</param>
    /// <param name="group">Its name.</param>
    public static void GroupCreated(ILogger log, string group) =>
        With(log, LogEventIds.GroupCreated).Information("Created log group {Group}", group);

    /// <summary>A log stream was created.</summary>
    /// <param name="log">The log.</param>
    /// <param name="destination">Its group and name.</param>
    public static void StreamCreated(ILogger log, LogStreamName destination) =>
        With(log, LogEventIds.StreamCreated).Information(
            "Created log stream {Stream} in {Group}", destination.Stream, destination.Group);

    /// <summary>A request to CloudWatch Logs failed.</summary>
    /// <param name="log">The log.</param>
    /// <param name="request">The operation's name and the log group's.</param>
    /// <param name="code">The service's error code, or the kind of the fault; never a message.</param>
    /// <param name="requestId">The service's id of the request, or null.</param>
    /// <param name="heldBack">How many times this was not written.</param>
    public static void RequestFailed(
        ILogger log, (string Operation, string Group) request, string code, string? requestId, long heldBack) =>
        With(log, LogEventIds.RequestFailed, heldBack).Warning(
            "{Operation} for {Group} failed: {Code}, request {RequestId}",
            request.Operation,
            request.Group,
            code,
            requestId ?? "none");

    /// <summary>A fault of this code kept a record from being redacted.</summary>
    /// <param name="log">The log.</param>
    /// <param name="destination">Where it would have gone.</param>
    /// <param name="fault">The kind of the fault.</param>
    /// <param name="heldBack">How many times this was not written.</param>
    public static void RedactionFailed(ILogger log, LogStreamName destination, string fault, long heldBack) =>
        With(log, LogEventIds.RedactionFailed, heldBack).Error(
            "A record for {LogGroup} {LogStream} was withheld: redaction failed with {Fault}, which is a fault of ours",
            destination.Group,
            destination.Stream,
            fault);

    /// <summary>Health and metrics are served.</summary>
    /// <param name="log">The log.</param>
    /// <param name="address">Where.</param>
    public static void HealthListening(ILogger log, string address) =>
        With(log, LogEventIds.HealthListening).Information("Health and metrics at http://{Address}", address);

    /// <summary>A Forward receiver and the shared key do not go together; it is tried again slowly.</summary>
    /// <param name="log">The log.</param>
    /// <param name="receiver">The receiver as the user wrote it.</param>
    /// <param name="setting">The setting to look at, and why.</param>
    public static void ReceiverRefused(ILogger log, string receiver, string setting) =>
        With(log, LogEventIds.ReceiverRefused).Error(
            "Records for {Receiver} wait until this is mended: {Setting}", receiver, setting);

    /// <summary>A Forward receiver did not take a chunk, or did not acknowledge it in time.</summary>
    /// <param name="log">The log.</param>
    /// <param name="receiver">The receiver as the user wrote it.</param>
    /// <param name="cause">The kind of the fault, never a message.</param>
    /// <param name="heldBack">How many times this was not written.</param>
    public static void ReceiverFailed(ILogger log, string receiver, string cause, long heldBack) =>
        With(log, LogEventIds.ReceiverFailed, heldBack).Warning(
            "Shipping to {Receiver} failed: {Cause}", receiver, cause);

    /// <summary>A data key is in use.</summary>
    /// <param name="log">The log.</param>
    /// <param name="scope">The scope of its values.</param>
    /// <param name="keyId">Its number as tokens have it.</param>
    public static void KeyMade(ILogger log, string scope, string keyId) =>
        With(log, LogEventIds.KeyMade).Information("Values of scope {Scope} are encrypted under {KeyId}", scope, keyId);

    /// <summary>A key could not be had; without it, values are erased instead of sealed.</summary>
    /// <param name="log">The log.</param>
    /// <param name="purpose">A scope, or the pseudonyms.</param>
    /// <param name="reason">KMS' name of the reason.</param>
    /// <param name="wait">How long until the next try.</param>
    public static void KeyUnavailable(ILogger log, string purpose, string reason, TimeSpan wait) =>
        With(log, LogEventIds.KeyUnavailable).Error(
            "No key for {Purpose}: {Reason}. Without one its values are erased. Asked again in {WaitSeconds:0.0} s",
            purpose,
            reason,
            wait.TotalSeconds);

    /// <summary>Nothing is sent to a group that has to have a KMS key.</summary>
    /// <param name="log">The log.</param>
    /// <param name="group">The group's name.</param>
    /// <param name="heldBack">How many times this was not written.</param>
    public static void GroupUnencrypted(ILogger log, string group, long heldBack) =>
        With(log, LogEventIds.GroupUnencrypted, heldBack).Error(
            "Records wait: {LogGroup} is missing or not encrypted with a KMS key, which PHILENS_CLOUDWATCH__REQUIREKMS "
            + "asks for; it is created with PHILENS_CLOUDWATCH__KMSKEYID only",
            group);

    private static ILogger With(ILogger log, int id) => log.ForContext(IdProperty, id);

    private static ILogger With(ILogger log, int id, long heldBack) =>
        heldBack == 0 ? With(log, id) : With(log, id).ForContext("HeldBack", heldBack);
}
