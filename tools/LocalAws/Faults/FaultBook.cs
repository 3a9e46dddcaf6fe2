using System.Text.Json;
using System.Text.Json.Serialization;
using PhiLens.LocalAws.Protocol;

namespace PhiLens.LocalAws.Faults;

/// <summary>
/// The faults that tests have asked for, in the order in which they were asked for: the first that strikes wins.
/// </summary>
internal sealed class FaultBook
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    private readonly Lock _gate = new();
    private readonly List<ActiveFault> _faults = [];
    private int _lastId;

    /// <summary>Adds one rule, or an array of rules. Returns null, or why the text was refused.</summary>
    public string? Add(ReadOnlySpan<byte> json)
    {
        FaultRule[] rules;
        try
        {
            var isArray = json.TrimStart(" \t\r\n"u8).StartsWith("["u8);
            rules = isArray
                ? JsonSerializer.Deserialize<FaultRule[]>(json, Format)!
                : [JsonSerializer.Deserialize<FaultRule>(json, Format)!];
        }
        catch (JsonException failure)
        {
            return failure.Message;
        }

        var problem = rules.Select(rule => rule is null ? "A rule must be an object." : rule.Problem())
            .FirstOrDefault(text => text is not null);
        if (problem is null)
        {
            Add(rules);
        }

        return problem;
    }

    public void Add(params ReadOnlySpan<FaultRule> rules)
    {
        lock (_gate)
        {
            foreach (var rule in rules)
            {
                _faults.Add(new ActiveFault(++_lastId, rule));
            }
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _faults.Clear();
        }
    }

    /// <summary>Whether a request with this target may have to be cut while its body arrives.</summary>
    public bool MayCutBody(RequestTarget target)
    {
        lock (_gate)
        {
            return _faults.Exists(fault => fault.Rule.Fault == FaultKind.HalfBody
                && !fault.IsSpent
                && fault.Rule.Aims(target));
        }
    }

    /// <summary>The fault that cuts this request's body, by what its first half says.</summary>
    public FaultRule? TakeForBody(RequestTarget target, RequestNames names, ReadOnlyMemory<byte> body) =>
        Take(target, names, body, fault => fault == FaultKind.HalfBody);

    /// <summary>The fault that befalls a request whose body has arrived.</summary>
    public FaultRule? Take(RequestTarget target, RequestNames names, ReadOnlyMemory<byte> body = default) =>
        Take(target, names, body, fault => fault != FaultKind.HalfBody);

    /// <summary>Lists the rules with their counts, as a JSON array.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        lock (_gate)
        {
            writer.WriteStartArray();
            foreach (var fault in _faults)
            {
                writer.WriteStartObject();
                writer.WriteNumber("id", fault.Id);
                writer.WriteNumber("matched", fault.Matched);
                writer.WriteNumber("hits", fault.Hits);
                writer.WritePropertyName("rule");
                JsonSerializer.Serialize(writer, fault.Rule, Format);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }
    }

    private FaultRule? Take(
        RequestTarget target, RequestNames names, ReadOnlyMemory<byte> body, Func<FaultKind, bool> isOfPhase)
    {
        lock (_gate)
        {
            return _faults
                .Where(fault => isOfPhase(fault.Rule.Fault) && fault.Rule.Matches(target, names, body.Span))
                .FirstOrDefault(fault => fault.Strikes())?.Rule;
        }
    }
}
