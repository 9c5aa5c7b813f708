using Billing.StripeSimulator.Checkout;
using Billing.StripeSimulator.Payments;
using Billing.StripeSimulator.Recurring;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Time;

/// <summary>The moment at which an object goes on by itself.</summary>
/// <param name="At">Stripe's seconds.</param>
/// <param name="What">What happens then, in words.</param>
internal sealed record DueMoment(long At, string What);

/// <summary>
/// What time brings about: when an object goes on by itself follows from its state alone, and is planned whenever it is saved.
/// </summary>
internal static class Agenda
{
    private const string VersionSetting = "agenda_version";

    /// <summary>To be raised when objects that are stored already go on at other moments than before.</summary>
    private const string Version = "3";

    private static readonly string[] Kinds =
        ["checkout.session", "dispute", "invoice", "payment_intent", "refund", "subscription"];

    /// <summary>Plans the next moment of an object that was changed.</summary>
    /// <param name="table">Where it is planned.</param>
    /// <param name="document">The object.</param>
    /// <param name="options">Settings of the account.</param>
    public static void Plan(AgendaTable table, StripeDocument document, SimulatorOptions options)
    {
        if (!Kinds.Contains(document.Kind))
        {
            return;
        }

        if (Of(document, options) is { } due)
        {
            table.Set(
                new AgendaEntry(document.Kind, document.Id, due.At, due.What), document.Text("test_clock") ?? AgendaTable.CommonClock);
        }
        else
        {
            table.Remove(document.Id);
        }
    }

    /// <summary>Plans for everything that is stored, once after an update of the simulator.</summary>
    public static void PlanAll(SimulatorStore store, SimulatorOptions options) => store.Run(() =>
    {
        if (store.Settings.Find(VersionSetting) != Version)
        {
            foreach (var document in Kinds.SelectMany(kind => store.Documents.All(new DocumentQuery(kind)).Reverse()))
            {
                Plan(store.Agenda, document, options);
            }

            store.Settings.Save(VersionSetting, Version);
        }
    });

    /// <summary>Lets an object go on whose time has come.</summary>
    public static void Run(UnitOfWork work, StripeDocument document)
    {
        switch (document.Kind)
        {
            case "checkout.session":
                CheckoutExpiry.Expire(work, document);
                break;
            case "invoice":
                InvoiceAgenda.Run(work, document);
                break;
            case "subscription":
                SubscriptionAgenda.Run(work, document);
                break;
            default:
                Later.Settle(work, document);
                break;
        }
    }

    private static DueMoment? Of(StripeDocument document, SimulatorOptions options) => document.Kind switch
    {
        "checkout.session" => CheckoutExpiry.DueOf(document),
        "invoice" => InvoiceAgenda.DueOf(document),
        "subscription" => SubscriptionAgenda.DueOf(document, options.UpcomingInvoiceDays),
        _ => Later.DueOf(document),
    };
}
