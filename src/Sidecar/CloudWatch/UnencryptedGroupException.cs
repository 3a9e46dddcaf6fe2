namespace PhiLens.Sidecar.CloudWatch;

/// <summary>A log group has to be encrypted with a KMS key and is not.</summary>
/// <param name="group">The group's name.</param>
internal sealed class UnencryptedGroupException(string group) : Exception(
    $"PHILENS_CLOUDWATCH__REQUIREKMS: the log group {group} is not encrypted with a KMS key. Associate one "
    + "(aws logs associate-kms-key) or unset the setting.");
