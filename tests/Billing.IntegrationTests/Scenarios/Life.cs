using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Billing.IntegrationTests.Infrastructure;
using Billing.IntegrationTests.Simulator;
using Microsoft.EntityFrameworkCore;

namespace Billing.IntegrationTests.Scenarios;

/// <summary>Something that must never happen has happened.</summary>
internal sealed class LifeException(string message) : Exception(message);

/// <summary>A user on the way through a sequence of steps, and the short ways in which steps act.</summary>
internal sealed class Life(LifeWorld world, TestUser user) : IDisposable
{
    /// <summary>Somebody whose answer got lost asks again, so often, under the same key.</summary>
    private const int Retries = 2;

    public LifeWorld World { get; } = world;

    public TestUser User { get; } = user;

    /// <summary>Calls of Stripe's API go wrong on demand: then an answer 5xx is one that was asked for.</summary>
    public bool IsApiFaulty { get; set; }

    /// <summary>Something went wrong on demand, and nothing was compared since.</summary>
    public bool MayHaveDrifted { get; set; }

    /// <summary>What happens next does not wait for what came before to arrive.</summary>
    public bool IsInHaste { get; set; }

    /// <summary>Payments were not collected for some time: what is entitled to depends on what was paid before.</summary>
    public bool WasPaused { get; set; }

    public static async Task<Life> BeginAsync(LifeWorld world) => new(world, await world.App.RegisterAsync());

    /// <inheritdoc />
    public void Dispose() => User.Dispose();

    /// <summary>The user does something.</summary>
    public Task<LifeAnswer> PutAsync(string path, object body) => SendAsync(User, HttpMethod.Put, path, body);

    /// <summary>The user does something.</summary>
    public Task<LifeAnswer> PostAsync(string path, object body) => SendAsync(User, HttpMethod.Post, path, body);

    /// <summary>The user takes something back.</summary>
    public Task<LifeAnswer> DeleteAsync(string path) => SendAsync(User, HttpMethod.Delete, path, null);

    /// <summary>The user looks at something.</summary>
    public Task<LifeAnswer> GetAsync(string path) => SendAsync(User, HttpMethod.Get, path, null);

    /// <summary>The operator does or looks at something.</summary>
    public Task<LifeAnswer> OperateAsync(HttpMethod method, string path, object? body = null) => SendAsync(World.Operator, method, path, body);

    /// <summary>The user's payments as the history shows them, newest first.</summary>
    public async Task<List<JsonElement>> HistoryAsync()
    {
        List<JsonElement> payments = [];
        string? cursor = null;
        do
        {
            JsonElement page = (await GetAsync("/v1/billing/history?limit=100" + (cursor is null ? "" : "&cursor=" + cursor))).Body;
            payments.AddRange(page.GetProperty("transactions").EnumerateArray());
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);
        return payments;
    }

    /// <summary>Stripe's ids of the user's customers: one, as a rule.</summary>
    public Task<List<string>> CustomersAsync() => World.App.WithDbAsync(db => db.Customers.AsNoTracking()
        .Where(c => c.UserId == User.Id && c.StripeCustomerId != null).Select(c => c.StripeCustomerId!).ToListAsync());

    /// <summary>Everything in one of Stripe's lists that belongs to the user.</summary>
    public async Task<List<JsonObject>> AtStripeAsync(string list, params (string Name, string Value)[] filter)
    {
        List<JsonObject> all = [];
        foreach (string customer in await CustomersAsync())
        {
            JsonObject page = await World.Stripe.GetAsync("/v1/" + list, [("customer", customer), ("limit", "100"), .. filter]);
            if (page["has_more"]!.GetValue<bool>())
            {
                throw new LifeException($"A life with more than 100 {list} is too long for this test.");
            }

            all.AddRange(page.Data());
        }

        return all;
    }

    private async Task<LifeAnswer> SendAsync(TestUser by, HttpMethod method, string path, object? body)
    {
        string key = Guid.NewGuid().ToString();
        for (int retry = 0; ; retry++)
        {
            using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
            request.Headers.Add("Idempotency-Key", key);
            using HttpResponseMessage answer = await by.Client.SendAsync(request);
            LifeAnswer read = await LifeAnswer.ReadAsync(answer);
            if (read.Status is 429 or 401 or 403 || (read.Status >= 500 && !IsApiFaulty))
            {
                throw new LifeException($"{method} {path} was answered with {(int)answer.StatusCode}: {read.Body}");
            }

            if (read.Status < 500 || retry == Retries)
            {
                return read;
            }
        }
    }
}

/// <summary>What the application answered.</summary>
internal sealed record LifeAnswer(int Status, JsonElement Body)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>In a few words.</summary>
    public string Words => IsSuccess ? "done" : $"{Status} {Body.GetProperty("code").GetString()}";

    public static async Task<LifeAnswer> ReadAsync(HttpResponseMessage answer)
    {
        string text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode && answer.Content.Headers.ContentType?.MediaType != "application/problem+json")
        {
            throw new LifeException($"An answer {(int)answer.StatusCode} is no problem: {text}");
        }

        return new LifeAnswer((int)answer.StatusCode, text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text));
    }

    /// <summary>The text at a property that has to be there.</summary>
    public string Text(string property) => Body.GetProperty(property).GetString()!;
}
