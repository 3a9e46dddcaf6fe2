using PhiLens.Sidecar.CloudWatch.Transport;
using PhiLens.Sidecar.Configuration;

namespace PhiLens.Sidecar.Tests.CloudWatch;

public sealed class LogsEndpointProviderTests
{
    [Theory]
    [InlineData("eu-central-1", "https://logs.eu-central-1.amazonaws.com/")]
    [InlineData("us-east-1", "https://logs.us-east-1.amazonaws.com/")]
    [InlineData("xx-future-9", "https://logs.xx-future-9.amazonaws.com/")]
    [InlineData("cn-north-1", "https://logs.cn-north-1.amazonaws.com.cn/")]
    [InlineData("us-gov-west-1", "https://logs.us-gov-west-1.amazonaws.com/")]
    [InlineData("us-iso-east-1", "https://logs.us-iso-east-1.c2s.ic.gov/")]
    [InlineData("us-isob-east-1", "https://logs.us-isob-east-1.sc2s.sgov.gov/")]
    [InlineData("us-isof-south-1", "https://logs.us-isof-south-1.csp.hci.ic.gov/")]
    [InlineData("eu-isoe-west-1", "https://logs.eu-isoe-west-1.cloud.adc-e.uk/")]
    [InlineData("eusc-de-east-1", "https://logs.eusc-de-east-1.amazonaws.eu/")]
    public void Knows_the_suffix_of_each_partition(string region, string expected) =>
        Assert.Equal(expected, Find(region).AbsoluteUri);

    [Theory]
    [InlineData("eu-central-1", "https://logs.eu-central-1.api.aws/")]
    [InlineData("us-gov-east-1", "https://logs.us-gov-east-1.api.aws/")]
    [InlineData("cn-northwest-1", "https://logs.cn-northwest-1.api.amazonwebservices.com.cn/")]
    [InlineData("eusc-de-east-1", "https://logs.eusc-de-east-1.api.amazonwebservices.eu/")]
    public void Knows_the_dual_stack_hosts(string region, string expected) =>
        Assert.Equal(expected, Find(region, dualStack: true).AbsoluteUri);

    [Theory]
    [InlineData("us-east-1", false, "https://logs-fips.us-east-1.amazonaws.com/")]
    [InlineData("us-east-2", false, "https://logs-fips.us-east-2.amazonaws.com/")]
    [InlineData("us-west-1", false, "https://logs-fips.us-west-1.amazonaws.com/")]
    [InlineData("us-west-2", true, "https://logs-fips.us-west-2.api.aws/")]
    [InlineData("ca-central-1", false, "https://logs-fips.ca-central-1.amazonaws.com/")]
    [InlineData("ca-west-1", false, "https://logs-fips.ca-west-1.amazonaws.com/")]
    [InlineData("us-gov-west-1", false, "https://logs.us-gov-west-1.amazonaws.com/")]
    public void Knows_the_FIPS_hosts(string region, bool dualStack, string expected) =>
        Assert.Equal(expected, Find(region, fips: true, dualStack).AbsoluteUri);

    [Theory]
    [InlineData("eu-central-1")]
    [InlineData("cn-north-1")]
    [InlineData("us-iso-east-1")]
    public void Makes_up_no_FIPS_host_for_a_region_without_one(string region)
    {
        var error = Assert.Throws<LogsEndpointException>(() => Find(region, fips: true));

        Assert.Contains("CLOUDWATCH__FIPS", error.Message, StringComparison.Ordinal);
        Assert.Contains(region, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("eu-central-1.evil.example/")]
    [InlineData("EU")]
    public void Refuses_what_is_no_region(string region) => Assert.Throws<LogsEndpointException>(() => Find(region));

    [Fact]
    public void Takes_a_configured_endpoint_as_it_is() =>
        Assert.Equal("https://vpce-1.logs.example/", LogsEndpointProvider.Find(new CloudWatchOptions
        {
            Region = "eu-central-1",
            LogGroup = "g",
            Endpoint = new Uri("https://vpce-1.logs.example"),
            UseFipsEndpoint = true,
        }).AbsoluteUri);

    private static Uri Find(string region, bool fips = false, bool dualStack = false) =>
        LogsEndpointProvider.Find(new CloudWatchOptions
        {
            Region = region,
            LogGroup = "g",
            UseFipsEndpoint = fips,
            UseDualStackEndpoint = dualStack,
        });
}
