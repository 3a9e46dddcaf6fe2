using System.Net;
using Amazon.Runtime;
using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Delivery;
using PhiLens.Sidecar.CloudWatch.Failures;
using PhiLens.Sidecar.CloudWatch.Requests;

namespace PhiLens.Sidecar.Tests.CloudWatch;

public sealed class ErrorClassifierTests
{
    [Theory]
    [InlineData("ThrottlingException", 400, RetryCause.Throttled)]
    [InlineData("TooManyRequestsException", 429, RetryCause.Throttled)]
    [InlineData("LimitExceededException", 400, RetryCause.Throttled)]
    [InlineData("", 429, RetryCause.Throttled)]
    [InlineData("ServiceUnavailableException", 503, RetryCause.ServerError)]
    [InlineData("OperationAbortedException", 400, RetryCause.ServerError)]
    [InlineData("RequestTimeout", 408, RetryCause.Timeout)]
    [InlineData("ExpiredTokenException", 400, RetryCause.Credentials)]
    [InlineData("UnrecognizedClientException", 400, RetryCause.Credentials)]
    [InlineData("InvalidSignatureException", 403, RetryCause.Credentials)]
    [InlineData("MissingAuthenticationTokenException", 400, RetryCause.Credentials)]
    [InlineData("RequestTimeTooSkewed", 403, RetryCause.ClockSkew)]
    [InlineData("RequestExpired", 400, RetryCause.ClockSkew)]
    [InlineData("KMSDisabledException", 400, RetryCause.KeyUnavailable)]
    [InlineData("UnknownOperationException", 400, RetryCause.ServerError)]
    [InlineData("InvalidSequenceTokenException", 400, RetryCause.ServerError)]
    [InlineData("AccessDeniedException", 400, RetryCause.AccessDenied)]
    [InlineData("SomethingNew", 403, RetryCause.AccessDenied)]
    [InlineData("", 407, RetryCause.AccessDenied)]
    [InlineData("ResourceNotFoundException", 400, RetryCause.DestinationMissing)]
    [InlineData("", 404, RetryCause.ServerError)]
    [InlineData("", 301, RetryCause.ServerError)]
    public void Some_answers_mean_that_it_can_be_tried_again(string code, int status, RetryCause cause) =>
        Assert.Equal(DeliveryResult.Retry(cause), Classify(code, status));

    [Theory]
    [InlineData("InternalFailure", 500)]
    [InlineData("SomethingNew", 500)]
    [InlineData("", 502)]
    [InlineData("", 504)]
    public void A_failure_of_the_server_may_have_come_after_acceptance(string code, int status) =>
        Assert.Equal(DeliveryResult.Retry(RetryCause.ServerError, ambiguous: true), Classify(code, status));

    [Theory]
    [InlineData("InvalidParameterException", 400)]
    [InlineData("ValidationException", 400)]
    [InlineData("SerializationException", 400)]
    [InlineData("SomethingNew", 400)]
    [InlineData("", 413)]
    public void Some_answers_mean_never(string code, int status) =>
        Assert.Equal(DeliveryResult.Refused(), Classify(code, status));

    [Fact]
    public void What_was_accepted_before_is_accepted() =>
        Assert.Equal(DeliveryResult.Accepted(), Classify("DataAlreadyAcceptedException", 400));

    [Theory]
    [InlineData(nameof(RequestProgress.Preparing), RetryCause.Timeout, false, "Timeout")]
    [InlineData(nameof(RequestProgress.Connecting), RetryCause.Connection, false, "ConnectTimeout")]
    [InlineData(nameof(RequestProgress.Sending), RetryCause.Timeout, false, "Timeout")]
    [InlineData(nameof(RequestProgress.Sent), RetryCause.Timeout, true, "Timeout")]
    public void A_timeout_means_what_was_going_on(
        string state, RetryCause cause, bool ambiguous, string name)
    {
        RequestProgress progress = Enum.Parse<RequestProgress>(state);
        var error = new TaskCanceledException();

        Assert.Equal(DeliveryResult.Retry(cause, ambiguous), ErrorClassifier.Classify(error, progress));
        Assert.Equal(name, ErrorClassifier.Name(error, progress));
    }

    [Theory]
    [InlineData(nameof(RequestProgress.Connecting), false)]
    [InlineData(nameof(RequestProgress.Sending), false)]
    [InlineData(nameof(RequestProgress.Sent), true)]
    public void A_broken_connection_is_ambiguous_once_all_was_handed_over(string state, bool ambiguous)
    {
        RequestProgress progress = Enum.Parse<RequestProgress>(state);
        foreach (Exception error in new Exception[] { new HttpRequestException("x"), new IOException("x") })
        {
            Assert.Equal(
                DeliveryResult.Retry(RetryCause.Connection, ambiguous), ErrorClassifier.Classify(error, progress));
        }
    }

    [Fact]
    public void What_fails_before_the_network_is_a_matter_of_credentials()
    {
        var none = new AmazonClientException("with secret words");
        var role = new AmazonServiceException("with secret words", null, ErrorType.Sender, "AccessDenied", "id", 0);

        Assert.Equal(
            DeliveryResult.Retry(RetryCause.Credentials), ErrorClassifier.Classify(none, RequestProgress.Preparing));
        Assert.Equal(
            DeliveryResult.Retry(RetryCause.Credentials), ErrorClassifier.Classify(role, RequestProgress.Preparing));
        Assert.Equal("NoCredentials", ErrorClassifier.Name(none, RequestProgress.Preparing));
        Assert.Equal("AccessDenied", ErrorClassifier.Name(role, RequestProgress.Preparing));
    }

    private static DeliveryResult Classify(string code, int status) => ErrorClassifier.Classify(
        new LogsException(code, "", (HttpStatusCode)status, null), RequestProgress.Sent);
}
