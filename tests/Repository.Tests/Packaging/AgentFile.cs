using System.Text;
using System.Text.Json;

namespace PhiLens.Repository.Tests.Packaging;

/// <summary>Writes the file that the ECS agent would write for a task definition with awsvpc networking.</summary>
internal static class AgentFile
{
    private static readonly string[] NotOptions =
        ["Name", "include-pattern", "exclude-pattern", "log-driver-buffer-limit"];

    /// <summary>The file's text. Metadata is on, as it is when nothing is said.</summary>
    /// <param name="definition">The task definition.</param>
    public static string Write(JsonElement definition)
    {
        StringBuilder text = new("\n");
        Section(text, "INPUT", [("Name", "forward"), ("Mem_Buf_Limit", "25MB"), ("unix_path", "/var/run/fluent.sock")]);
        Section(text, "INPUT", [("Name", "forward"), ("Listen", "127.0.0.1"), ("Port", "24224")]);
        Section(text, "INPUT",
            [("Name", "tcp"), ("Tag", "firelens-healthcheck"), ("Listen", "127.0.0.1"), ("Port", "8877")]);
        Section(text, "FILTER",
            [("Name", "record_modifier"), ("Match", "*"), ("Record", "ecs_cluster clinic"), ("Record", "x y")]);
        Section(text, "OUTPUT", [("Name", "null"), ("Match", "firelens-healthcheck")]);
        foreach (JsonElement container in definition.GetProperty("containerDefinitions").EnumerateArray())
        {
            JsonElement log = container.GetProperty("logConfiguration");
            if (log.GetProperty("logDriver").GetString() == "awsfirelens")
            {
                Output(text, container.GetProperty("name").GetString()!, log.GetProperty("options"));
            }
        }

        return text.ToString();
    }

    private static void Output(StringBuilder text, string container, JsonElement options)
    {
        IEnumerable<(string, string)> rest = options.EnumerateObject()
            .Where(o => !NotOptions.Contains(o.Name))
            .OrderBy(o => o.Name, StringComparer.Ordinal)
            .Select(o => (o.Name, o.Value.GetString()!));
        Section(text, "OUTPUT",
            [("Name", options.GetProperty("Name").GetString()!), ("Match", $"{container}-firelens*"), .. rest]);
    }

    private static void Section(StringBuilder text, string name, IEnumerable<(string Key, string Value)> entries)
    {
        text.Append($"[{name}]\n");
        foreach ((string key, string value) in entries)
        {
            text.Append($"    {key} {value}\n");
        }

        text.Append('\n');
    }
}
