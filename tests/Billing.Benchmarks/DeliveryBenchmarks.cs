using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Billing.Application.StripeEvents;
using Billing.Infrastructure.Stripe;
using Microsoft.Extensions.Options;

namespace Billing.Benchmarks;

/// <summary>
/// What a delivery costs before it is stored: the signature, and the envelope against the whole event. In this process: the build that
/// BenchmarkDotNet makes for a process of its own does not know where this solution puts its output.
/// </summary>
[InProcess]
[MemoryDiagnoser]
public class DeliveryBenchmarks
{
    private const string Secret = "whsec_benchmark";

    /// <summary>Stripe sends its payloads indented.</summary>
    private static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true };

    private readonly byte[] _body = Encoding.UTF8.GetBytes(Invoice());
    private WebhookSignatures _signatures = null!;
    private string _header = "";

    /// <summary>Signs the body as Stripe does.</summary>
    [GlobalSetup]
    public void Sign()
    {
        var options = new StripeOptions();
        options.WebhookSecrets.Add(Secret);
        _signatures = new WebhookSignatures(Options.Create(options), TimeProvider.System);
        string time = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.ASCII.GetBytes(time + "."), .. _body];
        _header = $"t={time},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), signed))}";
    }

    /// <summary>The signature over the raw body.</summary>
    [Benchmark]
    public bool Signature() => _signatures.Check(_body, _header).Secret is not null;

    /// <summary>The envelope, the object walked over.</summary>
    [Benchmark]
    public ReceivedEvent Envelope() => EventEnvelope.Read(_body);

    /// <summary>For comparison: the whole event as a document.</summary>
    [Benchmark(Baseline = true)]
    public string WholeDocument()
    {
        using JsonDocument document = JsonDocument.Parse(_body);
        return document.RootElement.GetProperty("id").GetString()!;
    }

    /// <summary>An event of about the size of a real one.</summary>
    private static string Invoice()
    {
        var lines = Enumerable.Range(0, 12).Select(i => new
        {
            id = $"il_{i}",
            description = "1 × Pro (at $19.00 / month)",
            amount = 1900,
            currency = "usd",
            metadata = new { user_id = Guid.Empty },
            period = new { start = 1_700_000_000, end = 1_702_592_000 },
        });
        return JsonSerializer.Serialize(
            new
            {
                id = "evt_1",
                @object = "event",
                api_version = "2026-07-29.dahlia",
                created = 1_700_000_000,
                data = new { @object = new { id = "in_1", @object = "invoice", customer = "cus_1", lines = new { data = lines } } },
                livemode = false,
                type = "invoice.paid",
            },
            Pretty);
    }
}
