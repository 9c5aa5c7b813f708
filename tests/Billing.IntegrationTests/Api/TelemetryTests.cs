using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Billing.Application.Observability;
using Billing.IntegrationTests.Infrastructure;
using Billing.IntegrationTests.StripeEvents;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Api;

/// <summary>What leaves for a collector, and what belongs together in it.</summary>
[NonParallelizable]
public sealed class TelemetryTests
{
    [Test]
    public async Task Metrics_and_traces_reach_the_collector_that_is_named()
    {
        ConcurrentDictionary<string, string> received = new();
        await using WebApplication collector = await CollectAsync(received);
        await using BillingApp app = await BillingApp.StartAsync(new Dictionary<string, string?>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Urls.Single(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "200",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        });

        await app.DeliverAsync(PaymentEvents.PaymentIntent());

        await Wait.TrueAsync(
            () => Task.FromResult(
                received.GetValueOrDefault("/v1/metrics", "").Contains("billing.webhook.deliveries", StringComparison.Ordinal)
                && received.GetValueOrDefault("/v1/traces", "").Contains("process event", StringComparison.Ordinal)),
            "metrics and traces at the collector");
    }

    [Test]
    public async Task A_delivery_links_to_the_trace_in_which_its_event_is_processed_and_Stripe_is_asked()
    {
        ConcurrentQueue<Activity> ended = new();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is BillingActivities.SourceName or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using BillingApp app = await BillingApp.StartAsync();
        string id = PaymentEvents.NewId("evt");

        // Nobody here knows the customer, so that Stripe is asked; it does not answer.
        await app.DeliverAsync(PaymentEvents.PaymentIntent(eventId: id, customerId: PaymentEvents.NewId("cus")));

        await Wait.TrueAsync(
            () => Task.FromResult(Of("process event", id).Any(p => ended.Any(c => c.OperationName == "call Stripe" && c.ParentSpanId == p.SpanId))),
            "the call to Stripe");
        Activity delivery = ended.First(a => a.Source.Name == "Microsoft.AspNetCore" && IsAbout(a, id));
        delivery.Links.Single().Context.TraceId.ShouldBe(Of("process event", id).First().TraceId);

        IEnumerable<Activity> Of(string name, string eventId) => ended.Where(a => a.OperationName == name && IsAbout(a, eventId));
    }

    private static bool IsAbout(Activity activity, string eventId) => activity.GetTagItem("stripe.event_id") as string == eventId;

    private static async Task<WebApplication> CollectAsync(ConcurrentDictionary<string, string> received)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            string text = Encoding.Latin1.GetString(body.ToArray());
            received.AddOrUpdate(context.Request.Path, text, (_, before) => before + text);
        });
        await app.StartAsync();
        return app;
    }
}
