using System.Text.RegularExpressions;

namespace PhiLens.LocalAws.Protocol;

/// <summary>The rules for names of groups and streams, and the ARN forms that stand in for a group's name.</summary>
internal static partial class LogNames
{
    /// <summary>The account that every ARN here carries.</summary>
    public const string Account = "123456789012";

    private const int LongestName = 512;
    private const string GroupPattern = @"[\.\-_/#A-Za-z0-9]+";
    private const string StreamPattern = "[^:*]*";

    public static string Arn(string region, string group) => $"arn:aws:logs:{region}:{Account}:log-group:{group}";

    public static string RequireGroup(JsonFields fields) => CheckGroup(fields.Text("logGroupName"), "logGroupName");

    public static string RequireStream(JsonFields fields) => CheckStream(fields.Text("logStreamName"));

    /// <summary>
    /// The group that <c>logGroupName</c> or <c>logGroupIdentifier</c> names; exactly one of them must be there.
    /// </summary>
    public static string RequireEither(JsonFields fields)
    {
        var name = fields.Text("logGroupName");
        var identifier = fields.Text("logGroupIdentifier");
        if (name is null == identifier is null)
        {
            throw ServiceException.InvalidParameter(
                "Exactly one of logGroupName and logGroupIdentifier must be specified.");
        }

        return name is not null ? CheckGroup(name, "logGroupName") : FromIdentifier(identifier!, "logGroupIdentifier");
    }

    /// <summary>A group's name, taken out of an ARN where one is given.</summary>
    public static string FromIdentifier(string identifier, string member)
    {
        var match = GroupArn().Match(identifier);
        return CheckGroup(match.Success ? match.Groups["name"].Value : identifier, member);
    }

    public static string CheckGroup(string? name, string member)
    {
        CheckLength(name, member);
        return GroupName().IsMatch(name!)
            ? name!
            : throw ServiceException.Constraint(
                $"'{name}'", member, $"satisfy regular expression pattern: {GroupPattern}");
    }

    public static string CheckStream(string? name)
    {
        CheckLength(name, "logStreamName");
        return !name!.AsSpan().ContainsAny(':', '*')
            ? name!
            : throw ServiceException.Constraint(
                $"'{name}'", "logStreamName", $"satisfy regular expression pattern: {StreamPattern}");
    }

    private static void CheckLength(string? name, string member)
    {
        if (name is null)
        {
            throw JsonFields.MissingMember(member);
        }

        if (name.Length == 0)
        {
            throw ServiceException.Constraint("''", member, "have length greater than or equal to 1");
        }

        if (name.Length > LongestName)
        {
            throw ServiceException.Constraint($"'{name}'", member, $"have length less than or equal to {LongestName}");
        }
    }

    [GeneratedRegex($"^{GroupPattern}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex GroupName();

    [GeneratedRegex(
        @"^arn:aws[a-z-]*:logs:[a-z0-9-]+:\d{12}:log-group:(?<name>[^:]+)(:\*)?\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex GroupArn();
}
