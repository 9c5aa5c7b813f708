using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text;
using Billing.IntegrationTests.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Billing.IntegrationTests.Simulator;

/// <summary>An HTTP endpoint that takes webhooks, and refuses as many of them as a test asks it to.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<ReceivedWebhook> received = new();

    private WebhookReceiver(WebApplication app) => this.app = app;

    /// <summary>Decides the status of an answer by the webhook and how many came before it.</summary>
    public Func<ReceivedWebhook, int, int> Answer { get; set; } = (_, _) => 200;

    /// <summary>Where it listens.</summary>
    public string Url => app.Urls.Single() + "/hook";

    /// <summary>What came so far, refused ones included.</summary>
    public IReadOnlyList<ReceivedWebhook> Received => [.. received];

    /// <summary>Starts on a port, or on a free one.</summary>
    public static async Task<WebhookReceiver> StartAsync(int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var receiver = new WebhookReceiver(builder.Build());
        receiver.app.MapPost("/hook", receiver.ReceiveAsync);
        await receiver.app.StartAsync();
        return receiver;
    }

    /// <summary>Waits until this many webhooks have come.</summary>
    public Task WaitForAsync(int count) => Wait.TrueAsync(
        () => Task.FromResult(received.Count >= count), $"fewer than {count} webhooks came");

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<IResult> ReceiveAsync(HttpRequest request)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer);
        var webhook = new ReceivedWebhook(
            buffer.ToArray(), request.Headers["Stripe-Signature"].ToString(), request.ContentType, request.Headers.UserAgent.ToString());
        var before = received.Count;
        received.Enqueue(webhook);
        return Results.StatusCode(Answer(webhook, before));
    }
}

/// <summary>A webhook as it came.</summary>
internal sealed record ReceivedWebhook(byte[] Payload, string Signature, string? ContentType, string UserAgent)
{
    /// <summary>The event.</summary>
    public JsonObject Event => JsonNode.Parse(Payload)!.AsObject();

    /// <summary>Checks the signature as a receiver does, written down here once more on purpose.</summary>
    public bool IsSignedWith(string secret)
    {
        var parts = Signature.Split(',').Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[1]);
        var signed = Encoding.UTF8.GetBytes(parts["t"] + ".").Concat(Payload).ToArray();
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed);
        var age = DateTimeOffset.UtcNow - DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts["t"], CultureInfo.InvariantCulture));
        return age.Duration() < TimeSpan.FromMinutes(1) && Convert.FromHexString(parts["v1"]).SequenceEqual(expected);
    }
}
