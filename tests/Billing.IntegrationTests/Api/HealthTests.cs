using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Billing.Domain.StripeEvents;
using Billing.IntegrationTests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Api;

[TestFixture]
public sealed class HealthTests
{
    [Test]
    public async Task A_started_application_is_live_and_ready()
    {
        await using var app = await BillingApp.StartAsync();
        using var client = app.NewClient();
        var live = await (await client.GetAsync("/health/live")).ReadJsonAsync();
        live.GetProperty("status").GetString().ShouldBe("healthy");
        var ready = await (await client.GetAsync("/health/ready")).ReadJsonAsync();
        ready.GetProperty("status").GetString().ShouldBe("healthy");
        ready.GetProperty("checks").GetProperty("database").GetProperty("status").GetString().ShouldBe("healthy");
    }

    [Test]
    public async Task Without_the_tables_of_this_version_it_is_live_but_not_ready()
    {
        await using var app = await BillingApp.StartAsync();
        await app.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("""DELETE FROM "__EFMigrationsHistory" """));
        using var client = app.NewClient();
        (await client.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var answer = await client.GetAsync("/health/ready");
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        var database = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("checks").GetProperty("database");
        database.GetProperty("status").GetString().ShouldBe("unhealthy");
        database.GetProperty("description").GetString().ShouldNotBeNull().ShouldContain("migrate");
    }

    [Test]
    public async Task An_event_that_waits_too_long_makes_it_degraded_and_still_ready()
    {
        // Nobody processes here.
        await using var app = await BillingApp.StartAsync(replace: services =>
            services.Remove(services.Single(s => s.ImplementationType?.Name == "EventWorker")));
        await app.WithDbAsync(db =>
        {
            db.StripeEvents.Add(new InboxEvent
            {
                Id = "evt_1",
                Type = "payment_intent.succeeded",
                Livemode = false,
                CreatedAt = DateTime.UtcNow,
                ReceivedAt = DateTime.UtcNow,
                Lane = "evt_1",
                Status = InboxEventStatus.Pending,
                NextAttemptAt = DateTime.UtcNow.AddMinutes(-6),
            });
            return db.SaveChangesAsync();
        });
        using var client = app.NewClient();

        using var answer = await client.GetAsync("/health/ready");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var health = await answer.ReadJsonAsync();
        health.GetProperty("status").GetString().ShouldBe("degraded");
        health.GetProperty("checks").GetProperty("events").GetProperty("description").GetString().ShouldNotBeNull().ShouldContain("waiting");
    }
}
