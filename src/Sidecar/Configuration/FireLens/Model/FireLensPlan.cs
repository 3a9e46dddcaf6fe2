using PhiLens.Sidecar.Configuration.FireLens.Model.Filters;

namespace PhiLens.Sidecar.Configuration.FireLens.Model;

/// <summary>What the agent's file asks for. Immutable.</summary>
internal sealed record FireLensPlan
{
    /// <summary>The Forward sockets, in the order of the file.</summary>
    public IReadOnlyList<ForwardInput> Inputs { get; init; } = [];

    /// <summary>The agent's health check over TCP, or null.</summary>
    public HealthProbe? Probe { get; init; }

    /// <summary>The filters, in the order in which a record passes them.</summary>
    public IReadOnlyList<RecordFilter> Filters { get; init; } = [];

    /// <summary>The outputs, in the order of the file.</summary>
    public IReadOnlyList<RecordOutput> Outputs { get; init; } = [];

    /// <summary>What the <c>[SERVICE]</c> sections say.</summary>
    public ServiceSettings Service { get; init; } = new();

    /// <summary>The filters that records of a tag pass, in order.</summary>
    /// <param name="tag">The tag.</param>
    public IEnumerable<RecordFilter> FiltersFor(string tag) => Filters.Where(f => f.Match.Matches(tag));

    /// <summary>The outputs that records of a tag go to; none means that they are left out.</summary>
    /// <param name="tag">The tag.</param>
    public IEnumerable<RecordOutput> OutputsFor(string tag) => Outputs.Where(o => o.Match.Matches(tag));
}
