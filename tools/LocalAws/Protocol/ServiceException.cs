namespace PhiLens.LocalAws.Protocol;

/// <summary>A refusal as the service words it: an error type, a message and an HTTP status.</summary>
internal sealed class ServiceException(string type, string message, int status = 400) : Exception(message)
{
    /// <summary>The error's name on the wire, for example <c>ResourceNotFoundException</c>.</summary>
    public string Type { get; } = type;

    /// <summary>The HTTP status that goes with it.</summary>
    public int Status { get; } = status;

    public static ServiceException InvalidParameter(string message) => new("InvalidParameterException", message);

    public static ServiceException GroupMissing() =>
        new("ResourceNotFoundException", "The specified log group does not exist.");

    public static ServiceException StreamMissing() =>
        new("ResourceNotFoundException", "The specified log stream does not exist.");

    public static ServiceException AlreadyExists(string what) =>
        new("ResourceAlreadyExistsException", $"The specified {what} already exists");

    public static ServiceException Unreadable(string why) => new("SerializationException", why);

    /// <summary>The refusal by CloudWatch Logs of a member that breaks its declared shape.</summary>
    public static ServiceException Constraint(string value, string member, string rule) =>
        InvalidParameter(ConstraintText(value, member, rule));

    /// <summary>The services' wording for a member that breaks its declared shape.</summary>
    public static string ConstraintText(string value, string member, string rule) =>
        $"1 validation error detected: Value {value} at '{member}' failed to satisfy constraint: Member must {rule}";
}
