using PhiLens.Pipeline.Tests.Redaction.Text;

namespace PhiLens.Pipeline.Tests.Redaction.Detectors;

public sealed class ContactTests : IDisposable
{
    private readonly TextBench _bench = new();

    [Theory]
    [InlineData("call 617-555-0123 now", "phone:617-555-0123")]
    [InlineData("(617) 555-0123", "phone:(617) 555-0123")]
    [InlineData("at (617)555-0123.", "phone:(617)555-0123")]
    [InlineData("617.555.0123", "phone:617.555.0123")]
    [InlineData("reach 617 555 0123", "phone:617 555 0123")]
    [InlineData("617/555-0123", "phone:617/555-0123")]
    [InlineData("+1 617-555-0123", "phone:+1 617-555-0123")]
    [InlineData("+1 (617) 555-0123", "phone:+1 (617) 555-0123")]
    [InlineData("1-617-555-0123", "phone:1-617-555-0123")]
    [InlineData("+16175550123", "phone:+16175550123")]
    [InlineData("617-555-0123 x45", "phone:617-555-0123 x45")]
    [InlineData("617-555-0123 ext. 4567", "phone:617-555-0123 ext. 4567")]
    [InlineData("617-555-0123x12345", "phone:617-555-0123x12345")]
    [InlineData("tel:617-555-0123", "phone:617-555-0123")]
    [InlineData("fax 6175550123", "phone:6175550123")]
    [InlineData("phone number is 16175550123", "phone:16175550123")]
    [InlineData("mail maria.garcia@example.com now", "email:maria.garcia@example.com")]
    [InlineData("<o'brien+x@mail.example.co.uk>", "email:brien+x@mail.example.co.uk")]
    [InlineData("\"maria garcia\"@example.com", "email:\"maria garcia\"@example.com")]
    [InlineData("user=m@example.org&x=1", "email:m@example.org")]
    [InlineData("to:m_g@example.org.", "email:m_g@example.org")]
    [InlineData("мария@example.org", "email:мария@example.org")]
    [InlineData("GET /patients/12345/chart HTTP/1.1", "url:12345")]
    [InlineData("GET /api/v2/Patient/550e8400-e29b-41d4-a716-446655440000", "url:550e8400-e29b-41d4-a716-446655440000")]
    [InlineData("reference Patient/123", "url:123")]
    [InlineData("postgres://app:s3cr3t@db:5432/x", "secret:s3cr3t")]
    [InlineData("client 8.8.8.8 connected", "ip:8.8.8.8")]
    [InlineData("peer 2001:4860:4860::8888 up", "ip:2001:4860:4860::8888")]
    public void Finds_contacts(string text, string expected) => Assert.Equal([expected], _bench.Found(text));

    [Fact]
    public void Takes_no_more_numbers_behind_the_one_that_a_keyword_means() => Assert.Equal(
        ["phone:6175550123", "npi:1234567893"],
        _bench.Found("phone 6175550123 at 6175550199, NPI 1234567893 accepted at 1652608336"));

    [Fact]
    public void Takes_all_numbers_of_a_list() =>
        Assert.Equal(["phone:6175550123", "phone:6175550124"], _bench.Found("phones 6175550123 and 6175550124"));

    [Theory]
    [InlineData("117-555-0123")]
    [InlineData("617-155-0123")]
    [InlineData("911-555-0123")]
    [InlineData("617-411-0123")]
    [InlineData("617-555-01234")]
    [InlineData("5617-555-0123")]
    [InlineData("617-555.0123")]
    [InlineData("6175550123")]
    [InlineData("took 303 512 1024 512 ms")]
    [InlineData("phone 1700000003")]
    [InlineData("x@0.0.0.0")]
    [InlineData("root@10.0.0.5")]
    [InlineData("git@localhost")]
    [InlineData("@example.com")]
    [InlineData("a@b")]
    [InlineData("***@example.com")]
    [InlineData("java.lang.Object@1f32e575")]
    [InlineData("10.1.2.3 127.0.0.1 192.168.1.1 172.16.5.4 169.254.170.2 0.0.0.0")]
    [InlineData("version 1.2.3.4")]
    [InlineData("v8.8.8.8")]
    [InlineData("1.2.3.4.5")]
    [InlineData("300.1.1.1")]
    [InlineData("::1 fe80::1 10:22:33 aa:bb:cc:dd:ee:ff")]
    [InlineData("GET /patients/search HTTP/1.1")]
    [InlineData("GET /patients/v2/list")]
    [InlineData("https://example.com:8080/index.html")]
    public void Leaves_what_only_looks_like_one(string text) => Assert.Empty(_bench.Found(text));

    public void Dispose() => _bench.Dispose();
}
