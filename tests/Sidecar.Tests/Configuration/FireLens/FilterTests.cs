using PhiLens.Pipeline.Filtering.Steps;
using PhiLens.Sidecar.Configuration.FireLens;
using PhiLens.Sidecar.Configuration.FireLens.Model;
using PhiLens.Sidecar.Configuration.FireLens.Model.Filters;

namespace PhiLens.Sidecar.Tests.Configuration.FireLens;

public sealed class FilterTests
{
    [Fact]
    public void Grep_keeps_its_rules_in_order_with_the_fields_they_look_at()
    {
        GrepFilter grep = Read<GrepFilter>(
            "grep", "Regex $kubernetes['labels']['app'] ^a  b$", "Exclude log /x/i", "Logical_Op legacy");

        Assert.Equal(["kubernetes.labels.app", "log"], grep.Rules.Select(r => r.Field.ToString()));
        Assert.Equal([false, true], grep.Rules.Select(r => r.IsExclude));
        Assert.Matches(grep.Rules[0].Pattern, "a  b");
        Assert.Matches(grep.Rules[1].Pattern, "X");
    }

    [Fact]
    public void Record_modifier_takes_out_and_adds()
    {
        RecordModifierFilter filter = Read<RecordModifierFilter>("record_modifier", "Remove_key a*", "RECORD b c d");

        Assert.Equal(["a*"], filter.Removed);
        Assert.Equal([new("b", "c d")], filter.Added);
        Assert.Equal(
            ["x", "y"], Read<RecordModifierFilter>("record_modifier", "Allowlist_key x", "Whitelist_key y").Allowed);
    }

    [Fact]
    public void Modify_has_rules_in_order()
    {
        ModifyFilter filter = Read<ModifyFilter>(
            "modify", "Rename a b", "Hard_copy b c", "Set d e f", "Remove_wildcard g", "Add h i");

        Assert.Equal(
            [
                new(ModifyAction.Rename, "a", "b"),
                new(ModifyAction.HardCopy, "b", "c"),
                new(ModifyAction.Set, "d", "e f"),
                new(ModifyAction.RemoveWildcard, "g", ""),
                new ModifyRule(ModifyAction.Add, "h", "i"),
            ],
            filter.Rules);
    }

    [Fact]
    public void Parser_and_multiline_become_what_phi_lens_has()
    {
        JsonParserFilter parser = Read<JsonParserFilter>("parser", "Key_Name log", "Parser json", "Preserve_Key on");
        Assert.Equal(("log", false, true), (parser.Key, parser.KeepsOthers, parser.KeepsKey));
        Assert.Equal(
            ["java", "go"], Read<MultilineFilter>("multiline", "multiline.parser java, go", "buffer off").Presets);
        Assert.Empty(Read<MultilineFilter>("multiline", "mode partial_message", "multiline.key_content log").Presets);
    }

    [Fact]
    public void An_option_without_meaning_is_told_once_for_all_sections()
    {
        FireLensResult result = AgentFile.Of(string.Concat(Enumerable.Repeat(
            "[OUTPUT]\n    Name null\n    Match *\n    Retry_Limit 5\n    RETRY_LIMIT 6\n", 3))).Read();

        Assert.Equal(3, Assert.Single(result.Findings, f => f.Kind == FindingKind.Meaningless).Place.Line - 1);
    }

    [Fact]
    public void A_forward_input_has_every_option()
    {
        ForwardInput input = Assert.Single(AgentFile.Of(
            "[INPUT]\n    Name forward\n    unix_path /run/f.sock\n    unix_perm 660\n    Tag t\n    Tag_Prefix p.\n"
            + "    Shared_Key k\n    Mem_Buf_Limit 1MB\n    tls off\n    buffer_max_size 5M\n").Plan().Inputs);

        Assert.Equal("/run/f.sock", input.Address.UnixPath);
        Assert.Equal(Convert.ToInt32("660", 8), (int)input.UnixMode!.Value);
        Assert.Equal(("t", "p.", "k"), (input.Tag, input.TagPrefix, input.SharedKey!.Reveal()));
        Assert.Equal("tcp:[::1]:5", Assert.Single(AgentFile.Of(
            "[INPUT]\n    Name forward\n    Listen ::1\n    Port 5\n").Plan().Inputs).Address.Text);
    }

    private static T Read<T>(string name, params string[] options) =>
        Assert.IsType<T>(Assert.Single(AgentFile
            .Of($"[FILTER]\n    Name {name}\n    Match *\n" + string.Concat(options.Select(o => $"    {o}\n")))
            .Plan()
            .Filters));
}
