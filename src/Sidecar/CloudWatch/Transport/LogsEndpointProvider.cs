using System.Collections.Frozen;
using Amazon.Runtime.Endpoints;
using PhiLens.Sidecar.Configuration;

namespace PhiLens.Sidecar.CloudWatch.Transport;

/// <summary>
/// Where CloudWatch Logs answers: the endpoint that was configured, or that of the region. The SDK's core knows no
/// endpoints of single services, so their rules stand here. Sources: the service's endpoint list in the AWS General
/// Reference, and the partitions' suffixes in the SDK's partition table.
/// </summary>
internal sealed class LogsEndpointProvider : IEndpointProvider
{
    /// <summary>
    /// The regions with a host <c>logs-fips</c>. In GovCloud the usual host is the FIPS host. Other regions have
    /// none, also where the SDK's general rule would make up a name.
    /// </summary>
    private static readonly FrozenSet<string> RegionsWithFipsHost = FrozenSet.Create(
        "us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "ca-west-1");

    /// <summary>Region prefixes of the partitions, each with its suffix and its dual-stack suffix.</summary>
    private static readonly (string Prefix, string Suffix, string DualStackSuffix)[] Partitions =
    [
        ("cn-", "amazonaws.com.cn", "api.amazonwebservices.com.cn"),
        ("us-gov-", "amazonaws.com", "api.aws"),
        ("us-isob-", "sc2s.sgov.gov", "api.aws.scloud"),
        ("us-isof-", "csp.hci.ic.gov", "api.aws.hci.ic.gov"),
        ("us-iso-", "c2s.ic.gov", "api.aws.ic.gov"),
        ("eu-isoe-", "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk"),
        ("eusc-", "amazonaws.eu", "api.amazonwebservices.eu"),
    ];

    private readonly Uri _endpoint;

    /// <summary>Finds the endpoint.</summary>
    /// <param name="options">Region, endpoint, and which kind is asked for.</param>
    /// <exception cref="LogsEndpointException">There is no such endpoint; the message says what to set.</exception>
    public LogsEndpointProvider(CloudWatchOptions options) => _endpoint = Find(options);

    /// <summary>Finds the endpoint that the settings ask for.</summary>
    /// <param name="options">Region, endpoint, and which kind is asked for.</param>
    /// <exception cref="LogsEndpointException">There is no such endpoint; the message says what to set.</exception>
    public static Uri Find(CloudWatchOptions options)
    {
        if (options.Endpoint is { } configured)
        {
            return configured.Scheme == Uri.UriSchemeHttps
                ? configured
                : throw new LogsEndpointException("PHILENS_CLOUDWATCH__ENDPOINT must be an https:// URL.");
        }

        string region = options.Region;
        if (region.Length == 0 || !region.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
        {
            throw new LogsEndpointException("PHILENS_CLOUDWATCH__REGION must be the name of a region, such as eu-central-1.");
        }

        string host = options.UseFipsEndpoint ? FipsHost(region) : "logs";
        (string _, string suffix, string dualStackSuffix) = PartitionOf(region);
        return new Uri($"https://{host}.{region}.{(options.UseDualStackEndpoint ? dualStackSuffix : suffix)}/");
    }

    /// <inheritdoc/>
    public Endpoint ResolveEndpoint(EndpointParameters parameters) => new(_endpoint.AbsoluteUri);

    private static string FipsHost(string region)
    {
        if (region.StartsWith("us-gov-", StringComparison.Ordinal))
        {
            return "logs";
        }

        return RegionsWithFipsHost.Contains(region)
            ? "logs-fips"
            : throw new LogsEndpointException(
                $"PHILENS_CLOUDWATCH__FIPS: CloudWatch Logs has no FIPS endpoint in {region}. Those with one are "
                + $"{string.Join(", ", RegionsWithFipsHost.Order(StringComparer.Ordinal))} and us-gov-*; "
                + "or set PHILENS_CLOUDWATCH__ENDPOINT.");
    }

    private static (string Prefix, string Suffix, string DualStackSuffix) PartitionOf(string region)
    {
        foreach ((string Prefix, string Suffix, string DualStackSuffix) partition in Partitions)
        {
            if (region.StartsWith(partition.Prefix, StringComparison.Ordinal))
            {
                return partition;
            }
        }

        return ("", "amazonaws.com", "api.aws");
    }
}
