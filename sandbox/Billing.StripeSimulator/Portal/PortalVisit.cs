using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Portal;

/// <summary>A customer in the portal: the session, whose it is and what they may do.</summary>
/// <param name="Work">The transaction.</param>
/// <param name="Session">A session that is alive.</param>
/// <param name="Customer">Whose it is.</param>
/// <param name="Configuration">What they may do.</param>
internal sealed record PortalVisit(UnitOfWork Work, StripeDocument Session, StripeDocument Customer, StripeDocument Configuration)
{
    private static readonly string[] Ended = ["canceled", "incomplete_expired"];

    /// <summary>The path of the portal's first page.</summary>
    public string Path { get; } = PortalSessions.PathOf(Session);

    /// <summary>The merchant's name.</summary>
    public string Merchant => Work.Options.AccountName;

    /// <summary>The visit behind an address; null when its session is over, unknown, or of a customer that is gone.</summary>
    public static PortalVisit? Open(UnitOfWork work, string token)
    {
        if (PortalSessions.FindAlive(work, token) is not { } session
            || work.Referenced("customer", session.Text("customer")!) is not { IsDeleted: false } customer)
        {
            return null;
        }

        PortalSessions.Touch(work, session);
        return new PortalVisit(work, session, customer, work.Referenced(PortalConfigurations.Kind, session.Text("configuration")!));
    }

    /// <summary>Whether the configuration allows a feature, such as <c>invoice_history</c>.</summary>
    public bool Allows(string feature) => PortalConfigurations.Allows(Configuration, feature);

    /// <summary>The customer's subscriptions that have not ended, newest first.</summary>
    public IEnumerable<StripeDocument> Subscriptions() =>
        OfCustomer("subscription").Where(subscription => !Ended.Contains(subscription.Status));

    /// <summary>A subscription of the customer that has not ended; null when there is none of this id.</summary>
    public StripeDocument? Subscription(string? id) =>
        id is not null && Work.Find("subscription", id) is { } found && found.Text("customer") == Customer.Id && !Ended.Contains(found.Status)
            ? found
            : null;

    /// <summary>The customer's payment methods, newest first.</summary>
    public IEnumerable<StripeDocument> PaymentMethods() => OfCustomer("payment_method");

    /// <summary>A payment method of the customer; null when there is none of this id.</summary>
    public StripeDocument? PaymentMethod(string id) =>
        Work.Find("payment_method", id) is { } found && found.Text("customer") == Customer.Id ? found : null;

    /// <summary>The customer's invoices but for drafts, newest first.</summary>
    public IEnumerable<StripeDocument> Invoices() => OfCustomer("invoice").Where(invoice => invoice.Status != "draft");

    private IReadOnlyList<StripeDocument> OfCustomer(string kind) =>
        Work.All(new DocumentQuery(kind).Where("customer", Customer.Id));
}
