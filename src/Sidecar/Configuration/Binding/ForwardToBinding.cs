using PhiLens.Sidecar.Configuration.Table;
using PhiLens.Sidecar.Forwarding;

namespace PhiLens.Sidecar.Configuration.Binding;

/// <summary>Reads which Forward receivers records go to.</summary>
internal static class ForwardToBinding
{
    private static readonly TimeSpan ShortestAckTimeout = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestAckTimeout = TimeSpan.FromMinutes(5);

    /// <summary>Reads <c>FORWARD__*</c>.</summary>
    /// <param name="reader">The settings.</param>
    /// <param name="facts">The surroundings.</param>
    public static ForwardToOptions Read(SettingReader reader, HostFacts facts)
    {
        ForwardToOptions options = new()
        {
            Receivers = reader.Get(ForwardToSettings.To) ?? [],
            SharedKey = NullIfEmpty(reader.Get(ForwardToSettings.SharedKey)),
            Tag = NullIfEmpty(reader.Get(ForwardToSettings.Tag)),
            Gzip = reader.Get(ForwardToSettings.Compression),
            AckTimeout = reader.Get(ForwardToSettings.AckTimeout),
        };
        reader.Check(ForwardToSettings.Tag, options.Tag, facts.CheckLogStream);
        bool isInBounds = options.AckTimeout >= ShortestAckTimeout && options.AckTimeout <= LongestAckTimeout;
        if (!isInBounds && reader.IsSound(ForwardToSettings.AckTimeout))
        {
            reader.Refuse(ForwardToSettings.AckTimeout, "must be from 100ms to 5m");
        }

        return options;
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
