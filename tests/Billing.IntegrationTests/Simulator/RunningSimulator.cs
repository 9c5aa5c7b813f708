using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.Json;
using Billing.StripeSimulator;
using Microsoft.Extensions.Logging;
using Shouldly;

namespace Billing.IntegrationTests.Simulator;

/// <summary>A simulator on a free port with a data file of its own, and short ways to talk to it over HTTP.</summary>
internal sealed class RunningSimulator : IAsyncDisposable
{
    private readonly string dataFile;
    private SimulatorServer server;
    private HttpClient http;

    private RunningSimulator(string dataFile, SimulatorServer server)
    {
        this.dataFile = dataFile;
        this.server = server;
        http = CreateClient(server.BaseAddress);
    }

    /// <summary>Its clock.</summary>
    public SimulatorClock Clock => server.Clock;

    /// <summary>Where it listens.</summary>
    public Uri BaseAddress => server.BaseAddress;

    /// <summary>A client without an API key that follows no redirects, as for the pages.</summary>
    public HttpClient Browser { get; private set; } = new(new HttpClientHandler { AllowAutoRedirect = false });

    /// <summary>Starts one with an empty data file.</summary>
    public static async Task<RunningSimulator> StartAsync()
    {
        var file = Path.Combine(Path.GetTempPath(), $"simulator-{Guid.NewGuid():N}.db");
        return new RunningSimulator(file, await StartServerAsync(file));
    }

    /// <summary>Stops it and starts it again on the same data file, on another port.</summary>
    public async Task RestartAsync()
    {
        await server.DisposeAsync();
        http.Dispose();
        server = await StartServerAsync(dataFile);
        http = CreateClient(server.BaseAddress);
    }

    /// <summary>Sends an API request with form parameters.</summary>
    public async Task<Answer> SendAsync(
        HttpMethod method, string path, string? idempotencyKey = null, params (string Name, string Value)[] parameters)
    {
        var content = new FormUrlEncodedContent(parameters.Select(p => KeyValuePair.Create(p.Name, p.Value)));
        using var request = method == HttpMethod.Post
            ? new HttpRequestMessage(method, path) { Content = content }
            : new HttpRequestMessage(method, $"{path}?{await content.ReadAsStringAsync()}");
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        return await Answer.ReadAsync(await http.SendAsync(request));
    }

    /// <summary>GET that has to succeed.</summary>
    public async Task<JsonObject> GetAsync(string path, params (string Name, string Value)[] parameters) =>
        (await SendAsync(HttpMethod.Get, path, null, parameters)).Successful();

    /// <summary>POST that has to succeed.</summary>
    public async Task<JsonObject> PostAsync(string path, params (string Name, string Value)[] parameters) =>
        (await SendAsync(HttpMethod.Post, path, null, parameters)).Successful();

    /// <summary>POST that may be refused.</summary>
    public Task<Answer> TryPostAsync(string path, params (string Name, string Value)[] parameters) =>
        SendAsync(HttpMethod.Post, path, null, parameters);

    /// <summary>Pays a session or an intent with a test card, by plain HTTP.</summary>
    public async Task<Answer> PayAsync(string kind, string id, string cardNumber, string? threeDSecure = null) => await Answer.ReadAsync(
        await http.PostAsJsonAsync($"/_simulator/{kind}/{id}/pay", new { card_number = cardNumber, three_d_secure = threeDSecure }));

    /// <summary>Pays a session or an intent by bank debit, which succeeds or fails days later.</summary>
    public async Task<Answer> PayByDebitAsync(string kind, string id, bool fails = false) => await Answer.ReadAsync(
        await http.PostAsJsonAsync($"/_simulator/{kind}/{id}/pay", new { bank_debit = fails ? "fails" : "succeeds" }));

    /// <summary>Reads or calls something under /_simulator.</summary>
    public async Task<JsonObject> ControlAsync(HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, "/_simulator/" + path);
        return (await Answer.ReadAsync(await http.SendAsync(request))).Successful();
    }

    /// <summary>A customer.</summary>
    public async Task<string> CreateCustomerAsync(string email = "ada@example.com") =>
        (await PostAsync("/v1/customers", ("email", email), ("metadata[user_id]", "u_1"))).Text("id");

    /// <summary>A price of a product of its own; monthly unless it is paid once.</summary>
    public async Task<string> CreatePriceAsync(long unitAmount = 2000, string currency = "usd", bool once = false)
    {
        var product = await PostAsync("/v1/products", ("name", "Pro"));
        (string, string)[] parameters = [("product", product.Text("id")), ("currency", currency), ("unit_amount", $"{unitAmount}")];
        var price = await PostAsync("/v1/prices", once ? parameters : [.. parameters, ("recurring[interval]", "month")]);
        return price.Text("id");
    }

    /// <summary>An open checkout session.</summary>
    public async Task<JsonObject> CreateSessionAsync(string mode, string price, string? customer, params (string Name, string Value)[] more)
    {
        List<(string, string)> parameters =
        [
            ("mode", mode), ("line_items[0][price]", price), ("success_url", "https://app.example.com/done?id={CHECKOUT_SESSION_ID}"),
            ("cancel_url", "https://app.example.com/plans"), .. more,
        ];
        if (customer is not null)
        {
            parameters.Add(("customer", customer));
        }

        return await PostAsync("/v1/checkout/sessions", [.. parameters]);
    }

    /// <summary>A subscription that was paid on the page; monthly unless another price is given.</summary>
    public async Task<JsonObject> SubscribeAsync(
        string? price = null, string card = "4242424242424242", string? customer = null, params (string Name, string Value)[] more)
    {
        var session = await CreateSessionAsync("subscription", price ?? await CreatePriceAsync(), customer ?? await CreateCustomerAsync(), more);
        var paid = (await PayAsync("checkout", session.Text("id"), card, "complete")).Successful();
        return await GetAsync($"/v1/subscriptions/{paid.Text("subscription")}");
    }

    /// <summary>Moves the clock by days.</summary>
    public Task<JsonObject> AdvanceAsync(double days) => PostJsonAsync("clock/advance", new { days });

    /// <summary>Moves the clock to a moment: ISO 8601, or <c>next</c>.</summary>
    public Task<JsonObject> AdvanceToAsync(string to) => PostJsonAsync("clock/advance", new { to });

    /// <summary>Moves the clock to a moment in Unix seconds.</summary>
    public Task<JsonObject> AdvanceToAsync(long to) => PostJsonAsync("clock/advance", new { to });

    /// <summary>POST of JSON to something under /_simulator that has to succeed.</summary>
    public async Task<JsonObject> PostJsonAsync(string path, object body) =>
        (await Answer.ReadAsync(await http.PostAsJsonAsync("/_simulator/" + path, body))).Successful();

    /// <summary>Every event so far, oldest first.</summary>
    public async Task<IReadOnlyList<JsonObject>> EventsAsync() =>
        [.. (await ControlAsync(HttpMethod.Get, "events?limit=100000")).Data().Reverse()];

    /// <summary>The types of the events after the first ones, oldest first.</summary>
    public async Task<IReadOnlyList<string>> EventTypesAsync(int skip = 0) =>
        [.. (await EventsAsync()).Skip(skip).Select(e => e.Text("type"))];

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        Browser.Dispose();
        await server.DisposeAsync();
        foreach (var suffix in (string[])["", "-wal", "-shm"])
        {
            File.Delete(dataFile + suffix);
        }
    }

    private static Task<SimulatorServer> StartServerAsync(string file) => SimulatorServer.StartAsync(
        ["--port", "0", "--data", file, "--WebhookRetryDelay", "00:00:00.05", "--WebhookMaxRetryDelay", "00:00:00.2"],
        builder => builder.Logging.ClearProviders());

    private static HttpClient CreateClient(Uri address)
    {
        var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "sk_test_integration");
        return client;
    }
}

/// <summary>An answer of the simulator.</summary>
internal sealed record Answer(int Status, JsonObject Body, HttpResponseHeaders Headers)
{
    /// <summary>Stripe's error object.</summary>
    public JsonObject Error => Body["error"]!.AsObject();

    public static async Task<Answer> ReadAsync(HttpResponseMessage response) => new(
        (int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject(), response.Headers);

    /// <summary>The body of an answer with status 200.</summary>
    public JsonObject Successful()
    {
        Status.ShouldBe(200, Body.ToJsonString());
        return Body;
    }

    /// <summary>The only value of a header, or null.</summary>
    public string? Header(string name) => Headers.TryGetValues(name, out var values) ? values.Single() : null;
}

/// <summary>Short ways into JSON.</summary>
internal static class JsonReading
{
    /// <summary>The text at a property that has to be there.</summary>
    public static string Text(this JsonNode node, string property) => node[property]!.GetValue<string>();

    /// <summary>The items of a list.</summary>
    public static IEnumerable<JsonObject> Data(this JsonNode list) => list["data"]!.AsArray().Select(item => item!.AsObject());

    /// <summary>The number at a property that has to be there.</summary>
    public static long Number(this JsonNode node, string property) => node[property]!.GetValue<long>();

    /// <summary>The only item of a subscription.</summary>
    public static JsonObject Item(this JsonNode subscription) => subscription["items"]!.Data().Single();

    /// <summary>The object that an event carries.</summary>
    public static JsonObject Payload(this JsonNode stripeEvent) => stripeEvent["data"]!["object"]!.AsObject();

    /// <summary>Whether the property is there and null.</summary>
    public static bool IsNull(this JsonObject node, string property) =>
        node.TryGetPropertyValue(property, out var value) && (value is null || value.GetValueKind() == JsonValueKind.Null);
}
