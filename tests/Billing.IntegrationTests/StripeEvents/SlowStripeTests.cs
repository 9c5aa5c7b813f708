using System.Net;
using System.Net.Sockets;
using Billing.IntegrationTests.Infrastructure;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.StripeEvents;

/// <summary>Stripe takes calls and does not answer them.</summary>
public sealed class SlowStripeTests
{
    [Test]
    public async Task An_event_that_waits_for_Stripe_does_not_hold_up_the_others()
    {
        using var stripe = new TcpListener(IPAddress.Loopback, 0);
        stripe.Start();
        await using BillingApp app = await BillingApp.StartAsync(stripe: new Uri($"http://{stripe.LocalEndpoint}"));
        TestUser user = await app.RegisterAsync();
        await app.DeliverAsync(PaymentEvents.PaymentIntent(customerId: PaymentEvents.NewId("cus")));
        using TcpClient call = await stripe.AcceptTcpClientAsync();

        await app.DeliverAsync(PaymentEvents.PaymentIntent(userId: user.Id));

        int payments = await Wait.UntilAsync(() => CountPaymentsAsync(user), count => count > 0, "the payment that needs no call");
        payments.ShouldBe(1);
    }

    [Test]
    public async Task Events_that_wait_for_Stripe_do_not_hold_up_those_that_came_with_them()
    {
        using var stripe = new TcpListener(IPAddress.Loopback, 0);
        stripe.Start();
        await using BillingApp app = await BillingApp.StartAsync(stripe: new Uri($"http://{stripe.LocalEndpoint}"));
        TestUser user = await app.RegisterAsync();
        await Task.WhenAll(Enumerable.Range(0, 48).Select(i => app.DeliverAsync(
            i % 16 == 4 ? PaymentEvents.PaymentIntent(customerId: PaymentEvents.NewId("cus")) : PaymentEvents.PaymentIntent(userId: user.Id))));

        int payments = await Wait.UntilAsync(() => CountPaymentsAsync(user), count => count == 45, "the payments that need no call");
        payments.ShouldBe(45);
    }

    private static async Task<int> CountPaymentsAsync(TestUser user)
    {
        using HttpResponseMessage answer = await user.Client.GetAsync(new Uri("/v1/billing/history", UriKind.Relative));
        return (await answer.ReadJsonAsync()).GetProperty("transactions").GetArrayLength();
    }
}
