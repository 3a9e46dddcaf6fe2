using PhiLens.LocalAws.Protocol;

namespace PhiLens.LocalAws.Kms;

/// <summary>The refusals of KMS, in its words.</summary>
internal static class KmsErrors
{
    public static ServiceException NotFound(string message) => new("NotFoundException", message);

    public static ServiceException Disabled(string arn) => new("DisabledException", $"{arn} is disabled.");

    /// <summary>Sent without a word: the service does not say what is wrong with a ciphertext or its context.</summary>
    public static ServiceException InvalidCiphertext() => new("InvalidCiphertextException", "");

    public static ServiceException IncorrectKey() => new(
        "IncorrectKeyException",
        "The key ID in the request does not identify a CMK that can perform this operation.");

    /// <summary>The answer to a ciphertext of a key that is not here, which may be anybody's.</summary>
    public static ServiceException ForeignCiphertext() => new(
        "AccessDeniedException",
        "The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are "
        + "not allowed to access.");

    public static ServiceException InvalidKeyUsage(string algorithm, string arn) => new(
        "InvalidKeyUsageException", $"Algorithm {algorithm} and key spec SYMMETRIC_DEFAULT of {arn} are incompatible.");

    public static ServiceException Validation(string message) => new("ValidationException", message);

    /// <summary>A member that breaks its declared shape.</summary>
    public static ServiceException Constraint(string value, string member, string rule) =>
        Validation(ServiceException.ConstraintText(value, member, rule));
}
