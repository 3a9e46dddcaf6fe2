using System.Collections.Concurrent;
using PhiLens.LocalAws.Protocol;

namespace PhiLens.LocalAws.Store;

/// <summary>A log group: its settings, its tags and its streams.</summary>
internal sealed class LogGroup(string name, string arn, long creationTime)
{
    private readonly ConcurrentDictionary<string, LogStream> _streams = new(StringComparer.Ordinal);

    public string Name { get; } = name;

    /// <summary>The ARN without the <c>:*</c> that some answers append.</summary>
    public string Arn { get; } = arn;

    public long CreationTime { get; } = creationTime;

    public string LogGroupClass { get; init; } = "STANDARD";

    public string? KmsKeyId { get; set; }

    public int? RetentionInDays { get; set; }

    public ConcurrentDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    public ICollection<LogStream> Streams => _streams.Values;

    /// <summary>Events before this time have expired and are neither accepted nor shown.</summary>
    public long ExpiredBefore(long now) =>
        RetentionInDays is { } days ? now - (days * (long)TimeSpan.FromDays(1).TotalMilliseconds) : 0;

    public LogStream Require(string streamName) =>
        _streams.TryGetValue(streamName, out var stream) ? stream : throw ServiceException.StreamMissing();

    public void AddStream(string streamName, long now)
    {
        if (!_streams.TryAdd(streamName, new LogStream(streamName, $"{Arn}:log-stream:{streamName}", now)))
        {
            throw ServiceException.AlreadyExists("log stream");
        }
    }

    public void RemoveStream(string streamName)
    {
        if (!_streams.TryRemove(streamName, out _))
        {
            throw ServiceException.StreamMissing();
        }
    }
}
