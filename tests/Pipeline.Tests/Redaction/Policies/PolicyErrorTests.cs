using System.Text;
using PhiLens.Pipeline.Redaction;
using PhiLens.Pipeline.Redaction.Policies;

namespace PhiLens.Pipeline.Tests.Redaction.Policies;

public sealed class PolicyErrorTests
{
    [Theory]
    [InlineData("", "document (line 1, column 1): the document is not JSON")]
    [InlineData("{", "document (line 1, column 2): the document is not JSON")]
    [InlineData("{\"rules\":\n [oops]}", "document (line 2, column 3): the document is not JSON")]
    [InlineData("[]", "document (line 1, column 1): the document must be an object")]
    [InlineData("{}", "document (line 1, column 1): \"rules\" must be a list of 1 to 1000 rules")]
    [InlineData("{\"rules\":[]}", "document (line 1, column 10): \"rules\" must be a list")]
    [InlineData("{\"rules\":{}}", "document (line 1, column 10): \"rules\" must be a list")]
    [InlineData(
        "{\"rules\":[{\"use\":\"phi\"}],\"rule\":1}",
        "document (line 1, column 26): this property is not known here")]
    [InlineData(
        "{\"rules\":[{\"use\":\"phi\"}],\"options\":[]}",
        "document (line 1, column 36): \"options\" must be an object")]
    [InlineData(
        "{\"rules\":[{\"use\":\"phi\"}],\"options\":{\"ip\":1}}",
        "document (line 1, column 37): an option must be")]
    [InlineData("{\"rules\":[{\"use\":\"phi\"}],}", "document (line 1, column 26): the document is not JSON")]
    [InlineData("{\"rules\":[{\"use\":\"phi\"}]}//", "document (line 1, column 26): the document is not JSON")]
    [InlineData("{\"rules\":[{\"use\":\"\\ud800\"}]}", "document (line 1, column 18): the document is not JSON")]
    public void A_document_that_is_none_is_refused_with_its_place(string document, string expected) =>
        Assert.StartsWith(expected, Assert.Single(Errors(document)).ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("1", "(line 2, column 1): a rule must be an object")]
    [InlineData("{\"action\":\"erase\"}", "(line 2, column 1): a rule selects nothing: give it one of key, path,")]
    [InlineData(
        "{\"key\":\"a\",\"path\":\"b\",\"action\":\"erase\"}",
        "(line 2, column 1): a rule has key or path at once")]
    [InlineData("{\"key\":\"a\"}", "(line 2, column 1): the action is missing")]
    [InlineData("{\"key\":\"a\",\"action\":\"blur\"}", "(line 2, column 21): the action must be erase, mask, year,")]
    [InlineData("{\"key\":\"a\",\"action\":1}", "(line 2, column 21): the action must be")]
    [InlineData("{\"key\":1,\"action\":\"erase\"}", "(line 2, column 8): it must be a text")]
    [InlineData("{\"key\":[],\"action\":\"erase\"}", "(line 2, column 8): a list must hold from 1 to 1000 texts")]
    [InlineData("{\"key\":[\"a\",2],\"action\":\"erase\"}", "(line 2, column 13): it must be a text")]
    [InlineData("{\"key\":\"*\",\"action\":\"erase\"}", "(line 2, column 8): it must hold a letter or digit")]
    [InlineData("{\"key\":\"\",\"action\":\"erase\"}", "(line 2, column 8): it must be from 1 to 256 characters")]
    [InlineData("{\"path\":\"a..b\",\"action\":\"erase\"}", "(line 2, column 9): it must be names with a dot between")]
    [InlineData("{\"path\":\"a.***.b\",\"action\":\"erase\"}", "(line 2, column 9): it must be names with a dot")]
    [InlineData("{\"path\":\"**\",\"action\":\"erase\"}", "(line 2, column 9): it must hold a name")]
    [InlineData("{\"detector\":\"sss\",\"action\":\"erase\"}", "(line 2, column 13): it must be ssn, itin, mbi,")]
    [InlineData("{\"fields\":\"dicom\"}", "(line 2, column 11): it must be common, fhir-r4, hl7-v2, x12 or cda")]
    [InlineData("{\"use\":\"pci\"}", "(line 2, column 8): it must be phi")]
    [InlineData("{\"use\":\"phi\",\"action\":\"erase\"}", "(line 2, column 23): \"use\" takes no action")]
    [InlineData("{\"use\":\"phi\",\"name\":\"a\"}", " \"a\" (line 2, column 21): \"use\" takes no name")]
    [InlineData("{\"value\":\"a\",\"action\":\"erase\"}", "(line 2, column 23): \"value\" makes exceptions")]
    [InlineData(
        "{\"pattern\":\"a\",\"action\":\"erase\"}",
        "(line 2, column 1): a rule with \"pattern\" needs a \"name\"")]
    [InlineData(
        "{\"pattern\":\"(\",\"action\":\"erase\",\"name\":\"n\"}",
        " \"n\" (line 2, column 12): the expression cannot be used: it is not a regular expression: Insuffi"
        + "cientClosingParentheses")]
    [InlineData(
        "{\"pattern\":\"(?=a)a\",\"action\":\"erase\",\"name\":\"n\"}",
        " \"n\" (line 2, column 12): the expression cannot be used: it needs look-around")]
    [InlineData(
        "{\"pattern\":\"a*\",\"action\":\"erase\",\"name\":\"n\"}",
        " \"n\" (line 2, column 12): the expression cannot be used: it matches the empty text")]
    [InlineData(
        "{\"pattern\":\"(a{200}){200}\",\"action\":\"erase\",\"name\":\"n\"}",
        " \"n\" (line 2, column 12): the expression cannot be used: its repetitions come to more than 10000")]
    [InlineData(
        "{\"pattern\":\"\",\"action\":\"erase\",\"name\":\"n\"}",
        " \"n\" (line 2, column 12): the expression must be a text of 1 to 1000")]
    [InlineData(
        "{\"key\":\"a\",\"action\":\"erase\",\"keep\":2}",
        "(line 2, column 36): \"keep\" goes with the action \"mask\" only")]
    [InlineData(
        "{\"key\":\"a\",\"action\":\"mask\",\"keep\":-1}",
        "(line 2, column 35): \"keep\" must be a whole number")]
    [InlineData(
        "{\"key\":\"a\",\"action\":\"mask\",\"keep\":1.5}",
        "(line 2, column 35): \"keep\" must be a whole number")]
    [InlineData(
        "{\"key\":\"a\",\"action\":\"mask\",\"scope\":\"x\"}",
        "(line 2, column 36): \"scope\" goes with the action \"encrypt\" only")]
    [InlineData(
        "{\"key\":\"a\",\"action\":\"encrypt\"}",
        "(line 2, column 21): \"encrypt\" needs a key: set ENCRYPTION__KMSKEYID")]
    [InlineData(
        "{\"key\":\"a\",\"action\":\"pseudonym\"}",
        "(line 2, column 21): \"pseudonym\" needs the sealing of fields")]
    [InlineData(
        "{\"key\":\"a\",\"action\":\"erase\",\"name\":\"A B\"}",
        "(line 2, column 36): \"name\" must be from 1 to 64 lower-case")]
    [InlineData("{\"key\":\"a\",\"action\":\"erase\",\"containers\":3}", "(line 2, column 42): it must be a text")]
    [InlineData(
        "{\"key\":\"a\",\"action\":\"erase\",\"aktion\":3}",
        "(line 2, column 29): this property is not known: did you mean \"action\"?")]
    [InlineData(
        "{\"key\":\"a\",\"action\":\"erase\",\"xyz\":3}",
        "(line 2, column 29): this property is not known: a rule has key,")]
    [InlineData("{\"key\":\"a\",\"action\":\"erase\",\"key\":\"b\"}", "(line 2, column 29): \"key\" stands here twice")]
    public void A_wrong_rule_is_refused_with_its_place(string rule, string expected)
    {
        string error = Assert.Single(Errors($"{{\"rules\":[{{\"use\":\"phi\"}},\n{rule}]}}")).ToString();

        Assert.StartsWith($"rule 2 {expected.TrimStart()}", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_error_is_told_at_once_in_the_order_of_the_document()
    {
        IReadOnlyList<PolicyError> errors = Errors("""
            {"rules":[
              {"key":"a","action":"blur","name":"one"},
              {"path":"","action":"erase","nam":"x"},
              {"key":"b","action":"erase","name":"two"},
              {"key":"c","action":"erase","name":"two"}
            ],"more":1}
            """);

        Assert.Equal([(1, "one", 2), (2, "", 3), (2, "", 3), (4, "two", 5), (0, "", 6)],
            errors.Select(e => (e.Rule, e.Name, e.Line)));
    }

    [Fact]
    public void No_error_repeats_what_the_document_says()
    {
        IReadOnlyList<PolicyError> errors = Errors("""
            {"rules":[{"hush":"hush","key":["hush\u0001","*"],"action":"hush","name":"Hush!"},
            {"pattern":"hush(","name":"x","action":"hush"},{"detector":"hush","action":"erase"},
            {"value":"hush","action":"erase"},{"fields":"hush"},{"use":"hush"},{"path":"hush..","action":"erase"}],
            "options":{"hush":"hush"},"hush":1}
            """);

        Assert.True(errors.Count >= 10);
        Assert.All(errors, e => Assert.DoesNotContain("hush", e.ToString(), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Columns_count_characters_and_not_bytes()
    {
        PolicyError error = Assert.Single(Errors("""{"rules":[{"key":"äöü€","action":1}]}"""));

        Assert.Equal((1, 34), (error.Line, error.Column));
    }

    [Fact]
    public void A_document_within_its_bounds_is_read_and_one_beyond_is_refused()
    {
        string[] rules = [.. Enumerable.Range(0, 1001).Select(i => $$"""{"key":"k{{i}}","action":"erase"}""")];
        string keys = string.Join(',', Enumerable.Range(0, 1000).Select(i => $"\"x{i}\""));
        string manyKeys = string.Join(',', Enumerable.Repeat($$"""{"key":[{{keys}}],"action":"erase"}""", 6));
        string stars = string.Join(',', Enumerable.Range(0, 501).Select(i => $"\"x{i}*\""));
        string patterns = string.Join(
            ',', Enumerable.Range(0, 101).Select(i => $$"""{"pattern":"x{{i}}","name":"n{{i}}","action":"erase"}"""));

        Assert.Empty(Errors($"{{\"rules\":[{string.Join(',', rules[..1000])}]}}"));
        Assert.NotEmpty(Errors($"{{\"rules\":[{string.Join(',', rules)}]}}"));
        Assert.Equal(100, Errors($"{{\"rules\":[{manyKeys}]}}").Count);
        Assert.Single(Errors($$"""{"rules":[{"key":[{{stars}}],"action":"erase"}]}"""));
        Assert.Single(Errors($"{{\"rules\":[{patterns}]}}"));
        Assert.Single(Errors(new string(' ', 256 * 1024) + "{}"));
        string steps = string.Join('.', Enumerable.Repeat("a", 33));
        Assert.NotEmpty(Errors($$"""{"rules":[{"path":"{{steps}}","action":"erase"}]}"""));
        Assert.NotEmpty(Errors($$"""{"rules":[{"value":"{{new string('a', 257)}}","action":"allow"}]}"""));
        Assert.NotEmpty(Errors(string.Concat(Enumerable.Repeat("[", 100_000))));
    }

    [Fact]
    public void Damaged_documents_are_read_or_refused_and_never_throw()
    {
        byte[][] seeds =
        [
            Encoding.UTF8.GetBytes(RedactionPolicy.PhiText),
            """
            {"options":{"base64":true},"rules":[{"pattern":"a\\d{3}(b|c)+[^x]","name":"n","action":"mask","keep":2}]}
            """u8.ToArray(),
            """{"rules":[{"path":["a.*.b","**.c*"],"action":"year","containers":"w*","streams":["s"]}]}"""u8.ToArray(),
        ];
        byte[] marks = "\"{}[]:,\\*.0etn\x00\xFF("u8.ToArray();
        var random = new Random(20260801);
        int read = 0;
        for (int i = 0; i < 5_000; i++)
        {
            byte[] document = [.. seeds[i % seeds.Length]];
            for (int change = random.Next(1, 4); change > 0; change--)
            {
                document[random.Next(document.Length)] =
                    random.Next(2) == 0 ? marks[random.Next(marks.Length)] : (byte)random.Next(256);
            }

            PolicyResult result = RedactionPolicy.Read(document);
            Assert.Equal(result.Errors.Count == 0, result.Policy is not null);
            Assert.All(result.Errors, e => Assert.True(e.Line >= 1 && e.Column >= 1));
            read += result.Policy is null ? 0 : 1;
        }

        Assert.True(read > 50);
    }

    private static IReadOnlyList<PolicyError> Errors(string document) =>
        RedactionPolicy.Read(Encoding.UTF8.GetBytes(document)).Errors;
}
