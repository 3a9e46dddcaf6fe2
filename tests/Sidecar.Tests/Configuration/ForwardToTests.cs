using PhiLens.Sidecar.Configuration;
using PhiLens.Sidecar.Forwarding;

namespace PhiLens.Sidecar.Tests.Configuration;

public sealed class ForwardToTests
{
    [Fact]
    public void A_list_names_receivers_of_every_kind()
    {
        ForwardToOptions options = Given.Options(
            ("PHILENS_FORWARD__TO", "unix:/run/f.sock, tcp:router.internal:24224, tls:[::1]:24284")).ForwardTo;

        Assert.Equal(
            [
                new ForwardReceiver("unix:/run/f.sock", "/run/f.sock", "", 0, IsTls: false),
                new ForwardReceiver("tcp:router.internal:24224", null, "router.internal", 24224, IsTls: false),
                new ForwardReceiver("tls:[::1]:24284", null, "::1", 24284, IsTls: true),
            ],
            options.Receivers);
        Assert.Equal((null, null, false), (options.SharedKey, options.Tag, options.Gzip));
        Assert.Equal(TimeSpan.FromSeconds(30), options.AckTimeout);
    }

    [Fact]
    public void With_receivers_alone_neither_a_group_nor_a_region_is_needed()
    {
        SidecarOptions options = Given.Options(
            ("PHILENS_FORWARD__TO", "tcp:127.0.0.1:24224"),
            ("PHILENS_CLOUDWATCH__LOGGROUP", ""),
            ("PHILENS_CLOUDWATCH__REGION", ""));

        Assert.False(options.HasOwnOutput);
        Assert.Empty(options.Outputs);
        Assert.Equal(0, options.FirstReceiver);
    }

    [Fact]
    public void With_a_group_receivers_stand_beside_CloudWatch()
    {
        SidecarOptions options = Given.Options(("PHILENS_FORWARD__TO", "tcp:127.0.0.1:24224"));

        Assert.True(options.HasOwnOutput);
        Assert.Equal(1, options.FirstReceiver);
    }

    [Fact]
    public void The_shared_key_is_never_shown()
    {
        Assert.Equal(
            ("****", "PHILENS_FORWARD__SHAREDKEY"),
            Given.Effective("PHILENS_FORWARD__SHAREDKEY", ("PHILENS_FORWARD__SHAREDKEY", "hush-hush")));
    }
}
