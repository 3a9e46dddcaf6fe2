using Amazon.Runtime;

namespace PhiLens.Sidecar.CloudWatch.Requests;

/// <summary>What CloudWatch Logs answered to a request that it carried out.</summary>
internal sealed class LogsAnswer : AmazonWebServiceResponse
{
    /// <summary>Whether the answer had no content.</summary>
    public bool IsEmpty { get; init; }

    /// <summary>Whether the answer had the service's id of the request.</summary>
    public bool HasRequestId { get; init; }

    /// <summary>The whole answer.</summary>
    public ReadOnlyMemory<byte> Document { get; set; }

    /// <summary><c>tooOldLogEventEndIndex</c>: events before it were more than 14 days old.</summary>
    public int? TooOldEnd { get; set; }

    /// <summary><c>expiredLogEventEndIndex</c>: events before it were older than the group's retention.</summary>
    public int? ExpiredEnd { get; set; }

    /// <summary><c>tooNewLogEventStartIndex</c>: events from it on were more than two hours ahead.</summary>
    public int? TooNewStart { get; set; }
}
