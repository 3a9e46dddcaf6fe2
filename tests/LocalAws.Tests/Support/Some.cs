namespace PhiLens.LocalAws.Tests.Support;

/// <summary>Requests whose details do not matter.</summary>
internal static class Some
{
    public static Dictionary<string, object> Read(
        bool startFromHead = false, int? limit = null, string? token = null, long? start = null, long? end = null)
    {
        var request = new Dictionary<string, object>
        {
            ["logGroupName"] = InMemoryLogs.Group,
            ["logStreamName"] = InMemoryLogs.Stream,
            ["startFromHead"] = startFromHead,
        };
        AddTo(request, limit, token, start, end);
        return request;
    }

    public static Dictionary<string, object> Filter(
        string? pattern = null, int? limit = null, string? token = null, long? start = null, long? end = null)
    {
        var request = new Dictionary<string, object> { ["logGroupName"] = InMemoryLogs.Group };
        if (pattern is not null)
        {
            request["filterPattern"] = pattern;
        }

        AddTo(request, limit, token, start, end);
        return request;
    }

    private static void AddTo(Dictionary<string, object> request, int? limit, string? token, long? start, long? end)
    {
        foreach (var (name, value) in new (string, object?)[]
        {
            ("limit", limit), ("nextToken", token), ("startTime", start), ("endTime", end),
        })
        {
            if (value is not null)
            {
                request[name] = value;
            }
        }
    }
}
