using PhiLens.Sidecar.CloudWatch.Failures;

namespace PhiLens.Sidecar.CloudWatch;

/// <summary>
/// Who wants to know what the sink met. Called from the threads that send, also several at once; nothing of a log
/// record is ever handed over.
/// </summary>
internal interface ICloudWatchEvents
{
    /// <summary>A log group was missing and was created.</summary>
    /// <param name="group">The group's name.</param>
    void GroupCreated(string group);

    /// <summary>A log stream was missing and was created.</summary>
    /// <param name="group">The name of its group.</param>
    /// <param name="stream">The stream's name.</param>
    void StreamCreated(string group, string stream);

    /// <summary>
    /// A group that has to be encrypted with a KMS key is not, or is missing and cannot be made so. Called for every
    /// try.
    /// </summary>
    /// <param name="group">The group's name.</param>
    void GroupUnencrypted(string group);

    /// <summary>A request failed. Called for every try; who shows it should not show every repetition.</summary>
    /// <param name="failure">What is known of it.</param>
    void RequestFailed(CloudWatchFailure failure);
}
