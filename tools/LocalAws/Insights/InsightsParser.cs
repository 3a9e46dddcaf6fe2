using System.Globalization;
using System.Text.RegularExpressions;
using PhiLens.LocalAws.Protocol;

namespace PhiLens.LocalAws.Insights;

/// <summary>
/// Parses the simple forms of the Insights language: <c>fields</c>, <c>filter</c> with <c>like</c>, <c>=</c> and
/// <c>!=</c>, <c>sort</c>, <c>limit</c>, and <c>stats count()</c> with or without <c>by</c> one field. Everything else
/// is refused as malformed, so that no test believes in a command that was not carried out.
/// </summary>
internal static partial class InsightsParser
{
    /// <summary>A query's own expression must not hold the server up.</summary>
    private static readonly TimeSpan MatchTime = TimeSpan.FromSeconds(1);

    public static InsightsQuery Parse(string text)
    {
        var query = new InsightsQuery();
        foreach (var command in Commands().Matches(text).Select(match => match.Value.Trim()))
        {
            if (command.Length > 0)
            {
                Apply(query, command);
            }
        }

        return query;
    }

    private static void Apply(InsightsQuery query, string command)
    {
        if (Show().Match(command) is { Success: true } fields)
        {
            query.Fields.AddRange(fields.Groups["list"].Value.Split(',', StringSplitOptions.TrimEntries));
        }
        else if (Filter().Match(command) is { Success: true } filter)
        {
            query.Filters.Add(Condition(filter));
        }
        else if (Sort().Match(command) is { Success: true } sort)
        {
            query.SortField = sort.Groups["field"].Value;
            query.Ascending = sort.Groups["order"].Value == "asc";
        }
        else if (Limit().Match(command) is { Success: true } limit)
        {
            query.Limit = int.Parse(limit.Groups["count"].Value, CultureInfo.InvariantCulture);
        }
        else if (Count().Match(command) is { Success: true } count)
        {
            query.CountName = count.Groups["name"] is { Success: true } name ? name.Value : count.Groups["call"].Value;
            query.CountBy = count.Groups["by"] is { Success: true } by ? by.Value : null;
        }
        else
        {
            throw Malformed(command);
        }
    }

    private static Predicate<InsightsEvent> Condition(Match filter)
    {
        var field = filter.Groups["field"].Value;
        var wanted = filter.Groups["text"].Value;
        var isNegative = filter.Groups["sign"].Value == "!=" || filter.Groups["not"].Success;
        if (filter.Groups["regex"] is { Success: true } pattern)
        {
            var regex = Compile(pattern.Value);
            return item => item.Field(field) is { } value && regex.IsMatch(value) != isNegative;
        }

        return filter.Groups["sign"].Value.EndsWith("like", StringComparison.Ordinal)
            ? item => item.Field(field) is { } value && value.Contains(wanted, StringComparison.Ordinal) != isNegative
            : item => item.Field(field) is { } value && value == wanted != isNegative;
    }

    private static Regex Compile(string pattern)
    {
        try
        {
            var expression = pattern.Replace(@"\/", "/", StringComparison.Ordinal);
            return new Regex(expression, RegexOptions.CultureInvariant, MatchTime);
        }
        catch (ArgumentException)
        {
            throw Malformed(pattern);
        }
    }

    private static ServiceException Malformed(string part) => new(
        "MalformedQueryException", $"'{part}' is not a query command that is understood here.");

    // Commands are parted by bars, but not by those inside quotes or between the slashes of an expression.
    [GeneratedRegex("""(?:"(?:\\.|[^"\\])*"|/(?:\\.|[^/\\])*/|[^|"/])+""", RegexOptions.CultureInvariant)]
    private static partial Regex Commands();

    [GeneratedRegex(@"^(?:fields|display)\s+(?<list>[@\w.]+(?:\s*,\s*[@\w.]+)*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Show();

    [GeneratedRegex(
        @"^filter\s+(?<field>[@\w.]+)\s*"
        + @"(?:(?<sign>like|=~|(?<not>not)\s+like)\s*/(?<regex>(?:\\.|[^/\\])+)/"
        + @"|(?<sign>like|!=|=|(?<not>not)\s+like)\s*(?:""(?<text>[^""]*)""|'(?<text>[^']*)'|(?<text>-?[\d.]+)))\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Filter();

    [GeneratedRegex(@"^sort\s+(?<field>[@\w.]+)(?:\s+(?<order>asc|desc))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Sort();

    [GeneratedRegex(@"^limit\s+(?<count>[1-9]\d{0,4})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Limit();

    [GeneratedRegex(
        @"^stats\s+(?<call>count\(\s*\*?\s*\))(?:\s+as\s+(?<name>\w+))?(?:\s+by\s+(?<by>[@\w.]+))?\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Count();
}
