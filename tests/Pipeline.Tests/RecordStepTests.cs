using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PhiLens.Pipeline.Filtering;
using PhiLens.Pipeline.Filtering.Steps;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Shaping;
using PhiLens.Pipeline.Tests.Doubles;

namespace PhiLens.Pipeline.Tests;

public sealed class RecordStepTests
{
    private static readonly byte[] Record = Wire.Map(
        ("log", Wire.Text("visit 7 failed")), ("Source", Wire.Text("stderr")), ("n", [7]),
        ("k", Wire.Map(("app", Wire.Text("clinic")))));

    public static TheoryData<GrepLogic, string, bool> Greps => new()
    {
        { GrepLogic.Legacy, "+log:fail", true },
        { GrepLogic.Legacy, "+log:passed", false },
        { GrepLogic.Legacy, "+missing:.", false },
        { GrepLogic.Legacy, "-missing:.", true },
        { GrepLogic.Legacy, "-log:^visit", false },
        { GrepLogic.Legacy, "+k.app:^clinic$", true },
        { GrepLogic.Legacy, "+n:7", false },
        { GrepLogic.Legacy, "+log:fail -log:visit", true },
        { GrepLogic.Legacy, "-log:visit +log:fail", false },
        { GrepLogic.Legacy, "-log:passed +log:fail", true },
        { GrepLogic.And, "+log:visit +log:fail", true },
        { GrepLogic.And, "+log:visit +log:passed", false },
        { GrepLogic.And, "-log:visit -log:passed", true },
        { GrepLogic.And, "-log:visit -log:fail", false },
        { GrepLogic.Or, "+log:passed +log:fail", true },
        { GrepLogic.Or, "+log:passed +log:none", false },
        { GrepLogic.Or, "-log:passed -log:fail", false },
        { GrepLogic.Or, "-log:passed -log:none", true },
    };

    public static TheoryData<RecordStep, string> Edits => new()
    {
        { new AddStep([new("log", "b"), new("é", "c")]), """{LOG,SOURCE,N,K,"log":"b","é":"c"}""" },
        { new PickStep(["SOURCE", "l*"], isAllowed: false), "{N,K}" },
        { new PickStep(["source", "N"], isAllowed: true), "{SOURCE,N}" },
        { new PickStep(["*"], isAllowed: false), "" },
        { new ModifyStep(ModifyAction.Set, "n", "8"), """{LOG,SOURCE,K,"n":"8"}""" },
        { new ModifyStep(ModifyAction.Set, "new", "8"), """{LOG,SOURCE,N,K,"new":"8"}""" },
        { new ModifyStep(ModifyAction.Add, "n", "8"), "{LOG,SOURCE,N,K}" },
        { new ModifyStep(ModifyAction.Add, "new", "8"), """{LOG,SOURCE,N,K,"new":"8"}""" },
        { new ModifyStep(ModifyAction.Remove, "log", ""), "{SOURCE,N,K}" },
        { new ModifyStep(ModifyAction.RemoveWildcard, "lo", ""), "{SOURCE,N,K}" },
        { new ModifyStep(ModifyAction.Rename, "n", "m"), """{LOG,SOURCE,"m":7,K}""" },
        { new ModifyStep(ModifyAction.Rename, "n", "log"), "{LOG,SOURCE,N,K}" },
        { new ModifyStep(ModifyAction.HardRename, "n", "log"), """{SOURCE,"log":7,K}""" },
        { new ModifyStep(ModifyAction.Copy, "n", "m"), """{LOG,SOURCE,N,"m":7,K}""" },
        { new ModifyStep(ModifyAction.Copy, "n", "log"), "{LOG,SOURCE,N,K}" },
        { new ModifyStep(ModifyAction.HardCopy, "n", "log"), """{SOURCE,N,"log":7,K}""" },
        { new ModifyStep(ModifyAction.HardRename, "missing", "log"), "{LOG,SOURCE,N,K}" },
        { new ParseJsonStep("log", keepsOthers: true, keepsKey: false), "{LOG,SOURCE,N,K}" },
    };

    [Theory]
    [MemberData(nameof(Greps))]
    public async Task Grep_keeps_what_its_tests_say(GrepLogic logic, string tests, bool isKept)
    {
        var grep = new GrepStep(logic, [.. tests.Split(' ').Select(Test)]);
        Assert.Equal(isKept ? ["{LOG,SOURCE,N,K}"] : [], await RunAsync(Record, grep));
    }

    [Theory]
    [MemberData(nameof(Edits))]
    public async Task An_edit_changes_a_record_as_fluent_bit_does(RecordStep step, string expected) =>
        Assert.Equal(expected.Length == 0 ? [] : [expected], await RunAsync(Record, step));

    [Theory]
    [InlineData(true, true, """{"a":1,"b":{"c":[true,null,"\n"]},"d":1.5,"e":18446744073709551615,"log":X,"n":7}""")]
    [InlineData(true, false, """{"a":1,"b":{"c":[true,null,"\n"]},"d":1.5,"e":18446744073709551615,"n":7}""")]
    [InlineData(false, true, """{"a":1,"b":{"c":[true,null,"\n"]},"d":1.5,"e":18446744073709551615}""")]
    public async Task A_field_of_json_becomes_fields(bool keepsOthers, bool keepsKey, string expected)
    {
        const string Json = """ {"a":1,"b":{"c":[true,null,"\n"]},"d":1.5,"e":18446744073709551615} """;
        byte[] record = Wire.Map(("log", Wire.Text(Json)), ("n", [7]));

        string message = Assert.Single(await RunAsync(record, new ParseJsonStep("log", keepsOthers, keepsKey)));
        string text = $"\"{JsonEncodedText.Encode(Json, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
        Assert.Equal(expected.Replace("X", text), Compact(message));
    }

    [Theory]
    [InlineData("7")]
    [InlineData("[1]")]
    [InlineData("{\"a\":1} {")]
    [InlineData("{\"a\":1}{\"b\":2}")]
    [InlineData("{\"a\":}")]
    [InlineData("{\"a\":\"\\ud800\"}")]
    [InlineData("{a}")]
    public async Task A_field_of_something_else_stays_as_it_is(string text) => Assert.Equal(
        [JsonSerializer.Serialize(new Dictionary<string, string> { ["log"] = text })],
        (await RunAsync(Wire.Log(text), new ParseJsonStep("log", false, false)))
            .Select(m => JsonSerializer.Serialize(JsonSerializer.Deserialize<Dictionary<string, string>>(m))));

    [Fact]
    public async Task Random_json_comes_out_as_it_went_in()
    {
        var random = new Random(20261125);
        for (int i = 0; i < 300; i++)
        {
            var json = new JsonObject { ["v"] = RandomJson.Node(random, depth: 4, longest: 5_000) };
            string message = Assert.Single(
                await RunAsync(Wire.Log(json.ToJsonString()), new ParseJsonStep("log", false, false)));
            Assert.True(IsSame(json, JsonNode.Parse(message)), $"round {i}");
        }
    }

    [Fact]
    public async Task Steps_follow_one_another_and_see_a_joined_line_as_one()
    {
        var steps = new RecordSteps(
        [
            new GrepStep(GrepLogic.Legacy, [Test("+log:front.*back")]),
            new ParseJsonStep("log", true, false),
            new GrepStep(GrepLogic.Legacy, [Test("-level:debug")]),
            new ModifyStep(ModifyAction.Remove, "container_id", ""),
            new AddStep([new("added", "x")]),
        ]);
        using var bench = new ForwardBench(route: new ForwardRoute(Some.Stream, fields: [new("last", "y")])
        {
            Steps = steps,
        });
        await bench.FeedAsync(Fragments("{\"level\":\"info\",\"m\":\"front ", "back\"}"));
        await bench.FeedAsync(Fragments("{\"level\":\"debug\",\"m\":\"front ", "back\"}"));
        await bench.FeedAsync(Fragments("{\"level\":\"info\",\"m\":\"", "back\"}"));
        await bench.EndAndDrainAsync();

        Assert.Equal(
            ["""{"level":"info","m":"front back","source":"stdout","added":"x","last":"y"}"""], bench.Messages);
        Assert.Equal((3L, 1L, 2L), (bench.Ledger.Received, bench.Ledger.Delivered, bench.Ledger.Filtered));
    }

    [Fact]
    public async Task A_stream_is_never_named_by_what_was_parsed_out_of_a_line()
    {
        var name = new RecordName(
            [["container_id"]], values => new LogStreamName("g", Encoding.UTF8.GetString(values[0])));
        var route = new ForwardRoute([new RouteTarget(Some.Stream, name: name)])
        {
            Steps = new RecordSteps([new ParseJsonStep("log", true, false)]),
        };
        using var bench = new ForwardBench(route: route);
        await bench.FeedAsync(Entry(Wire.Map(
            ("log", Wire.Text("{\"container_id\":\"MRN0012345\"}")), ("container_id", Wire.Text("c0ffee")))));
        await bench.EndAndDrainAsync();

        Assert.Equal("c0ffee", Assert.Single(bench.Bench.Sink.Accepted).Destination.Stream);
    }

    [Fact]
    public async Task A_record_longer_than_one_is_judged_by_its_first_piece_and_edited_in_all()
    {
        var route = new ForwardRoute(Some.Stream, "log")
        {
            Steps = new RecordSteps(
                [new GrepStep(GrepLogic.Legacy, [Test("+log:^keep")]), new ModifyStep(ModifyAction.Remove, "x", "")]),
        };
        using var bench = new ForwardBench(new PipelineOptions { MaxRecordSize = 4096 }, route: route);
        await bench.FeedAsync(Fragments("keep" + new string('a', 4000), new string('b', 4000)));
        await bench.FeedAsync(Fragments("lose" + new string('a', 4000), "keep" + new string('b', 4000)));
        await bench.EndAndDrainAsync();

        Assert.Equal("keep" + new string('a', 4000) + new string('b', 4000), string.Concat(bench.Messages));
        Assert.Equal((2L, 1L, 1L), (bench.Ledger.Received, bench.Ledger.Delivered, bench.Ledger.Filtered));
    }

    [Theory]
    [InlineData(WhenFull.DropOldest)]
    [InlineData(WhenFull.DropNewest)]
    [InlineData(WhenFull.Block)]
    public async Task What_memory_has_no_room_to_filter_never_leaves_unfiltered(WhenFull policy)
    {
        using var bench = new PipelineBench(
            new PipelineOptions { MemoryLimit = PipelineOptions.SmallestMemoryLimit, WhenFull = policy });
        var steps = new RecordSteps(
            [new GrepStep(GrepLogic.Legacy, [Test("-log:secret$")]), new ModifyStep(ModifyAction.Remove, "ssn", "")]);
        byte[][] records = [.. Enumerable.Range(0, 30).Select(i => Entry(Wire.Map(
            ("log", Wire.Text(new string('p', 1000 * i) + (i % 3 == 0 ? "secret" : "open"))),
            ("ssn", Wire.Text("123-45-6789")))))];

        Task feeding = Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(async () =>
        {
            var route = new ForwardRoute(new LogStreamName("g", $"s{number}")) { Steps = steps };
            using ForwardLane lane = bench.Pipeline.OpenForwardLane(new FixedRouter(route), new CollectingAcks());
            for (int i = 0; i < 6; i++)
            {
                await ForwardBench.FeedAsync(lane, Wire.Join(records));
            }

            await lane.EndAsync(CancellationToken.None);
        })));
        await bench.RunUntilAsync(() => feeding.IsCompleted);
        await feeding;
        await bench.DrainAsync();

        Assert.All(bench.Sink.Messages, m => Assert.EndsWith("open\"}", m));
        Assert.All(bench.Sink.Messages, m => Assert.DoesNotContain("6789", m));
        Assert.Equal((8L * 6 * 30, 0L), (bench.Ledger.Received, bench.Ledger.Pending));
        Assert.Equal(0, bench.Pool.RentedCount);
        Assert.True(policy != WhenFull.Block || bench.Ledger.Delivered == 8 * 6 * 20, bench.Ledger.ToString());
    }

    [Fact]
    public async Task No_filtered_record_costs_an_allocation()
    {
        var route = new ForwardRoute(Some.Stream)
        {
            Steps = new RecordSteps(
            [
                new GrepStep(GrepLogic.Legacy, [Test("-log:health")]),
                new ParseJsonStep("log", true, false),
                new ModifyStep(ModifyAction.Rename, "a", "b"),
            ]),
        };
        using var bench = new ForwardBench(route: route);
        byte[] burst = Wire.Join(Enumerable.Range(0, 100).Select(i => Wire.Message($$"""{"a":{{i}}}""")).ToArray());
        bench.Bench.Sink.Script = (_, _) => new(Pipeline.Delivery.DeliveryResult.Accepted());
        for (int i = 0; i < 250; i++)
        {
            await bench.FeedAsync(burst);
        }

        await bench.Bench.RunUntilAsync(() => bench.Ledger.Delivered == 25_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 50; i++)
        {
            await bench.FeedAsync(burst);
        }

        long perRead = (GC.GetAllocatedBytesForCurrentThread() - before) / 50;
        Assert.True(perRead < 1_000, $"{perRead} bytes for each read of 100 records");
        await bench.EndAndDrainAsync();
    }

    /// <summary><c>+path:expression</c> includes, <c>-path:expression</c> excludes.</summary>
    private static GrepTest Test(string text)
    {
        int colon = text.IndexOf(':');
        return new GrepTest(text[1..colon].Split('.'), new TextPattern(text[(colon + 1)..]), text[0] == '-');
    }

    private static byte[] Entry(byte[] record) => Wire.Array(Wire.Text("app"), Wire.Seconds(Wire.Noon), record);

    private static byte[] Fragments(params string[] texts) => Wire.Join([.. texts.Select((text, i) => Entry(Wire.Map(
        ("container_id", Wire.Text("c")),
        ("source", Wire.Text("stdout")),
        ("log", Wire.Text(text)),
        ("partial_message", Wire.Text("true")),
        ("partial_id", Wire.Text("id")),
        ("partial_ordinal", Wire.Text((i + 1).ToString(CultureInfo.InvariantCulture))),
        ("partial_last", Wire.Text(i == texts.Length - 1 ? "true" : "false")))))]);

    private static async Task<IReadOnlyList<string>> RunAsync(byte[] record, RecordStep step)
    {
        using var bench = new ForwardBench(route: new ForwardRoute(Some.Stream) { Steps = new RecordSteps([step]) });
        await bench.FeedAsync(Entry(record));
        await bench.EndAndDrainAsync();
        Assert.Equal(1, bench.Ledger.Received);
        return
        [
            .. bench.Messages.Select(m => m
                .Replace("\"log\":\"visit 7 failed\"", "LOG").Replace("\"Source\":\"stderr\"", "SOURCE")
                .Replace("\"n\":7,\"k\"", "N,\"k\"").Replace("\"n\":7}", "N}").Replace("\"n\":7,\"", "N,\"")
                .Replace("\"k\":{\"app\":\"clinic\"}", "K")),
        ];
    }

    /// <summary>Real numbers are written with 16 digits, as Fluent Bit writes them.</summary>
    private static bool IsSame(JsonNode? left, JsonNode? right) => (left, right) switch
    {
        (JsonObject a, JsonObject b) =>
            a.Select(p => p.Key).SequenceEqual(b.Select(p => p.Key)) && a.All(p => IsSame(p.Value, b[p.Key])),
        (JsonArray a, JsonArray b) => a.Count == b.Count && a.Zip(b).All(p => IsSame(p.First, p.Second)),
        _ when left?.GetValueKind() == JsonValueKind.Number && !JsonNode.DeepEquals(left, right) =>
            Math.Abs((Double(left) - Double(right!)) / Double(left)) < 1e-14,
        _ => JsonNode.DeepEquals(left, right),
    };

    private static double Double(JsonNode number) =>
        double.Parse(number.ToJsonString(), CultureInfo.InvariantCulture);

    private static string Compact(string text) => text.Replace("N}", "\"n\":7}");
}
