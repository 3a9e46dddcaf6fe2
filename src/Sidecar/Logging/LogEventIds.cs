namespace PhiLens.Sidecar.Logging;

/// <summary>
/// Numbers of the log's events: 1xx life, 2xx sources, 3xx delivery, 4xx the log group, 5xx health, 6xx receivers.
/// </summary>
internal static class LogEventIds
{
    /// <summary>The sidecar takes records.</summary>
    public const int Started = 100;

    /// <summary>The sidecar was asked to stop.</summary>
    public const int Stopping = 101;

    /// <summary>The sidecar was asked a second time to stop.</summary>
    public const int StoppingNow = 102;

    /// <summary>Something happened that should not be possible.</summary>
    public const int UnexpectedFailure = 103;

    /// <summary>The ECS agent's file was read.</summary>
    public const int AgentFileRead = 104;

    /// <summary>Something in the ECS agent's file that is good to know.</summary>
    public const int AgentFileFinding = 105;

    /// <summary>The time to read was over while a source's writers had left bytes unread.</summary>
    public const int SourceCutOff = 200;

    /// <summary>A source ended.</summary>
    public const int SourceEnded = 201;

    /// <summary>A source failed and is opened again.</summary>
    public const int SourceFailed = 202;

    /// <summary>A Forward client did not know the shared key.</summary>
    public const int ConnectionRefused = 203;

    /// <summary>A Forward client sent what is no message.</summary>
    public const int MessageMalformed = 204;

    /// <summary>No output takes the records of a tag.</summary>
    public const int TagUnmatched = 205;

    /// <summary>A client's TLS handshake failed.</summary>
    public const int TlsRefused = 206;

    /// <summary>A Forward client closed in the middle of a message.</summary>
    public const int MessageCutOff = 207;

    /// <summary>A batch will be sent again.</summary>
    public const int RetryScheduled = 300;

    /// <summary>A batch was delivered after failures.</summary>
    public const int DeliveryResumed = 301;

    /// <summary>Records were lost.</summary>
    public const int RecordsDropped = 302;

    /// <summary>A record goes out as several events.</summary>
    public const int RecordSplit = 303;

    /// <summary>A record was withheld because redaction failed.</summary>
    public const int RedactionFailed = 304;

    /// <summary>A log group was created.</summary>
    public const int GroupCreated = 400;

    /// <summary>A log stream was created.</summary>
    public const int StreamCreated = 401;

    /// <summary>A request to CloudWatch Logs failed.</summary>
    public const int RequestFailed = 402;

    /// <summary>Health and metrics are served.</summary>
    public const int HealthListening = 500;

    /// <summary>A Forward receiver and the shared key do not go together.</summary>
    public const int ReceiverRefused = 600;

    /// <summary>A Forward receiver did not take a chunk.</summary>
    public const int ReceiverFailed = 601;

    /// <summary>A data key is in use.</summary>
    public const int KeyMade = 700;

    /// <summary>A key could not be had.</summary>
    public const int KeyUnavailable = 701;

    /// <summary>A log group is not encrypted with a KMS key.</summary>
    public const int GroupUnencrypted = 702;
}
