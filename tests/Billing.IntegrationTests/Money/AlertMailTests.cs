using System.Collections.Concurrent;
using Billing.Application.Abstractions;
using Billing.IntegrationTests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Money;

[TestFixture]
public sealed class AlertMailTests
{
    [Test]
    public async Task An_alert_reaches_the_operators_mailbox_once_however_often_it_is_raised()
    {
        var mailbox = new Mailbox();
        await using BillingApp app = await BillingApp.StartAsync(
            new Dictionary<string, string?> { ["Alerts:Email"] = "ops@example.com" },
            services => services.AddSingleton<IEmailSender>(mailbox));
        var alerts = app.Services.GetRequiredService<IOperatorAlerts>();

        alerts.Raise(OperatorAlert.DeadEvent, "evt_1");
        alerts.Raise(OperatorAlert.DeadEvent, "evt_1");

        Email mail = await Wait.UntilAsync(() => Task.FromResult(mailbox.Mails.FirstOrDefault()), m => m is not null, "the mail") ?? throw new InvalidOperationException();
        (mail.To, mail.Subject).ShouldBe(("ops@example.com", "Billing: dead event (evt_1)"));
        await Wait.TrueAsync(() => app.WithDbAsync(db => Task.FromResult(db.Alerts.Single().MailedAt is not null)), "the mark");
        mailbox.Mails.Count.ShouldBe(1);
    }

    [Test]
    public async Task What_is_no_address_stops_the_start()
    {
        var settings = new Dictionary<string, string?> { ["Alerts:Email"] = "nobody" };
        Exception e = await Should.ThrowAsync<Microsoft.Extensions.Options.OptionsValidationException>(async () => await BillingApp.StartAsync(settings));
        e.Message.ShouldBe("Alerts:Email must be an e-mail address.");
    }

    private sealed class Mailbox : IEmailSender
    {
        public ConcurrentQueue<Email> Mails { get; } = [];

        public Task SendAsync(Email email, CancellationToken cancellationToken)
        {
            Mails.Enqueue(email);
            return Task.CompletedTask;
        }
    }
}
