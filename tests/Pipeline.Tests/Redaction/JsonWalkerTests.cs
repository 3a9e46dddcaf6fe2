using PhiLens.Pipeline.Redaction;

namespace PhiLens.Pipeline.Tests.Redaction;

public sealed class JsonWalkerTests
{
    [Theory]
    [InlineData("""{"ssn":"123-45-6789","a":1}""", """{"ssn":"[REDACTED:ssn]","a":1}""")]
    [InlineData(""" { "a" : [ { "ssn" : "1" } , true ] } """, """ { "a" : [ { "ssn" : "[REDACTED:ssn]" } , true ] } """)]
    [InlineData("""{"ssn":123456789,"b":-1.5e3}""", """{"ssn":"[REDACTED:ssn]","b":-1.5e3}""")]
    [InlineData("""{"ssn":null,"t":true}""", """{"ssn":null,"t":true}""")]
    [InlineData("""{"ssn":["1",2,{"x":"y"}],"z":"1"}""",
        """{"ssn":["[REDACTED:ssn]","[REDACTED:ssn]",{"x":"[REDACTED:ssn]"}],"z":"1"}""")]
    [InlineData("""{"ssn":"","b":"ssn"}""", """{"ssn":"","b":"ssn"}""")]
    [InlineData("""{"ssn":"a\"b\\","b":"\u00e9\/"}""", """{"ssn":"[REDACTED:ssn]","b":"\u00e9\/"}""")]
    [InlineData("""{"ssn":"1"}{"ssn":"2"}""", """{"ssn":"[REDACTED:ssn]"}{"ssn":"[REDACTED:ssn]"}""")]
    [InlineData("{}", "{}")]
    [InlineData("[]", "[]")]
    public void Claims_values_by_name_and_leaves_every_other_byte(string record, string redacted)
    {
        using RedactorBench bench = RedactorBench.Of(("ssn", RedactionAction.Erase));
        Assert.Equal(redacted, bench.Redact(record));
    }

    [Theory]
    [InlineData("""{"log":"{\"ssn\":\"1\",\"n\":[1,2]}"}""", """{"log":"{\"ssn\":\"[REDACTED:ssn]\",\"n\":[1,2]}"}""")]
    [InlineData("""{"log":"{\"ssn\":12345,\"n\":1}"}""", """{"log":"{\"ssn\":\"[REDACTED:ssn]\",\"n\":1}"}""")]
    [InlineData("""{"log":"{\u0022ssn\u0022:\u002212\u0022}"}""",
        """{"log":"{\u0022ssn\u0022:\u0022[REDACTED:ssn]\u0022}"}""")]
    [InlineData("""{"l":"{\"m\":\"{\\\"ssn\\\":77,\\\"é\\\":\\\"\\u00e9\\\"}\"}"}""",
        """{"l":"{\"m\":\"{\\\"ssn\\\":\\\"[REDACTED:ssn]\\\",\\\"é\\\":\\\"\\u00e9\\\"}\"}"}""")]
    public void Walks_documents_in_strings(string record, string redacted)
    {
        using RedactorBench bench = RedactorBench.Of(("ssn", RedactionAction.Erase));
        Assert.Equal(redacted, bench.Redact(record));
    }

    [Fact]
    public void Walks_documents_in_strings_to_the_depth_of_four()
    {
        string record = """{"ssn":987}""";
        string expected = """{"ssn":"[REDACTED:ssn]"}""";
        using RedactorBench bench = RedactorBench.Of(("ssn", RedactionAction.Erase));
        for (int depth = 0; depth < 4; depth++)
        {
            record = $$"""{"in":{{System.Text.Json.JsonSerializer.Serialize(record)}}}""";
            expected = $$"""{"in":{{System.Text.Json.JsonSerializer.Serialize(expected)}}}""";
            string plain = record.Replace("\\u0022", "\"", StringComparison.Ordinal);
            Assert.NotEqual(plain, record);
            string redacted = bench.Redact(record);
            Assert.DoesNotContain("987", redacted, StringComparison.Ordinal);
            Assert.Equal(Unwrapped(expected, depth + 1), Unwrapped(redacted, depth + 1));
        }
    }

    [Theory]
    [InlineData("""{"a":1,"drop":"x","b":2}""", """{"a":1,"b":2}""")]
    [InlineData("""{"drop":"x","b":2}""", """{"b":2}""")]
    [InlineData("""{"a":1,"drop":"x"}""", """{"a":1}""")]
    [InlineData("""{"drop":{"x":[1]}}""", """{}""")]
    [InlineData("""{"a":1,"drop":"x","drop":"y"}""", """{"a":1}""")]
    [InlineData("""{"drop":1,"drop":2,"drop":3}""", """{}""")]
    [InlineData("""{"drop":1,"a":{"drop":2},"drop":3}""", """{"a":{}}""")]
    [InlineData("""{ "a" : 1 , "drop" : "x" , "b" : 2 }""", """{ "a" : 1 , "b" : 2 }""")]
    public void Takes_fields_out_with_their_commas(string record, string redacted)
    {
        using RedactorBench bench = RedactorBench.Of(("drop", RedactionAction.DropField));
        Assert.Equal(redacted, bench.Redact(record));
    }

    [Fact]
    public void Leaves_a_record_out_by_the_name_of_a_field()
    {
        using RedactorBench bench = RedactorBench.Of(("psychotherapy", RedactionAction.DropRecord));
        Assert.Equal("", bench.Redact("""{"a":{"psychotherapy":"note"}}"""));
        Assert.Equal(RedactionVerdict.LeftOut, bench.Verdict);
    }

    [Theory]
    [InlineData("""{"patient":{"name":"M"},"name":"app"}""", """{"patient":{"name":"[REDACTED:name]"},"name":"app"}""")]
    [InlineData("""{"patient":[{"name":"M"},{"name":"N"}]}""",
        """{"patient":[{"name":"[REDACTED:name]"},{"name":"[REDACTED:name]"}]}""")]
    [InlineData("""{"log":"{\"patient\":{\"name\":\"M\"}}"}""",
        """{"log":"{\"patient\":{\"name\":\"[REDACTED:name]\"}}"}""")]
    public void Claims_by_path_from_the_root_of_any_document(string record, string redacted)
    {
        using RedactorBench bench = RedactorBench.Of(("patient.name", RedactionAction.Erase));
        Assert.Equal(redacted, bench.Redact(record));
    }

    [Theory]
    [InlineData("dob", RedactionAction.Year, """{"dob":"1957-03-12"}""", """{"dob":"1957"}""")]
    [InlineData("dob", RedactionAction.Year, """{"dob":19570312}""", """{"dob":1957}""")]
    [InlineData("dob", RedactionAction.Year, """{"dob":"1912-03-12"}""", """{"dob":"[REDACTED:dob]"}""")]
    [InlineData("dob", RedactionAction.Year, """{"dob":"3\/12\/1957"}""", """{"dob":"1957"}""")]
    [InlineData("zip", RedactionAction.Zip3, """{"zip":"02139-4307","z":"03601"}""",
        """{"zip":"021**-****","z":"03601"}""")]
    [InlineData("zip", RedactionAction.Zip3, """{"zip":3601}""", """{"zip":"[REDACTED:zip]"}""")]
    [InlineData("zip", RedactionAction.Zip3, """{"zip":"03601"}""", """{"zip":"000**"}""")]
    [InlineData("age", RedactionAction.Age90, """{"age":93}""", """{"age":"90+"}""")]
    [InlineData("age", RedactionAction.Age90, """{"age":44}""", """{"age":44}""")]
    [InlineData("age", RedactionAction.Age90, """{"age":"101 years"}""", """{"age":"90+ years"}""")]
    [InlineData("ssn", RedactionAction.Mask, """{"ssn":"123-45-6789"}""", """{"ssn":"***-**-6789"}""")]
    [InlineData("ssn", RedactionAction.Mask, """{"ssn":"ab\"c"}""", """{"ssn":"[REDACTED:ssn]"}""")]
    public void Carries_out_actions_and_doing_it_again_changes_nothing(
        string name, RedactionAction action, string record, string redacted)
    {
        using RedactorBench bench = RedactorBench.Of((name, action));
        Assert.Equal(redacted, bench.Redact(record));
        Assert.Equal(redacted, bench.Redact(redacted));
    }

    [Fact]
    public void Keeps_an_exception_from_weaker_rules_only()
    {
        using RedactorBench weak = RedactorBench.Of(("id", RedactionAction.Allow), ("patient", RedactionAction.Erase));
        Assert.Equal(
            """{"patient":{"id":"7","x":"[REDACTED:patient]"}}""", weak.Redact("""{"patient":{"id":"7","x":"y"}}"""));
        using RedactorBench strong =
            RedactorBench.Of(("patient", RedactionAction.Erase), ("id", RedactionAction.Allow));
        Assert.Equal("""{"patient":{"id":"[REDACTED:patient]"}}""", strong.Redact("""{"patient":{"id":"7"}}"""));
    }

    [Fact]
    public void Random_damage_never_throws_and_gives_all_memory_back()
    {
        using RedactorBench bench = RedactorBench.Of(
            ("ssn", RedactionAction.Erase), ("drop", RedactionAction.DropField), ("age", RedactionAction.Age90));
        var random = new Random(41);
        const string Seed = """{"ssn":"1","a":[{"drop":{"ssn":[1,2]},"t":"{\"age\":99,\"\u00e9\":\"\ud83d\ude00\"}"}]}""";
        for (int round = 0; round < 20_000; round++)
        {
            char[] text = Seed.ToCharArray();
            for (int flips = random.Next(4); flips >= 0; flips--)
            {
                text[random.Next(text.Length)] = (char)random.Next(1, 127);
            }

            string record = new string(text)[..random.Next(1, text.Length + 1)];
            string once = bench.Redact(record);
            Assert.Equal(once, bench.Redact(once));
        }
    }

    private static string Unwrapped(string record, int depth)
    {
        for (int i = 0; i < depth; i++)
        {
            record = System.Text.Json.JsonDocument.Parse(record).RootElement.GetProperty("in").GetString()!;
        }

        return record;
    }
}
