using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Payments;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Checkout;

/// <summary>
/// Pays checkout sessions, whoever asks: the hosted page or plain HTTP. A declined attempt leaves the session open, and
/// the next attempt is made on the same payment intent.
/// </summary>
internal static class CheckoutPayment
{
    private const string IntentOfSession = "payment_intent";
    private const string InvoiceOfSession = "invoice";

    /// <summary>Where an intent remembers the session that it belongs to, for the way back from a 3-D Secure challenge.</summary>
    public const string SessionOfIntent = "checkout_session";

    /// <summary>Tries to pay with a card.</summary>
    /// <returns>The intent; null when nothing was to be paid. Unless it has succeeded, it asks for authentication.</returns>
    /// <exception cref="StripeApiException">402: declined. 400: the session is complete or expired.</exception>
    public static StripeDocument? Pay(UnitOfWork work, StripeDocument session, TestCard card, PayerDetails payer, Authentication authentication)
    {
        EnsureOpen(work, session);
        var paymentMethod = PaymentMethods.Create(card, payer with { Email = payer.Email ?? EmailOf(work, session) }, work.Now);
        work.Save(paymentMethod);
        return Pay(work, session, paymentMethod, authentication);
    }

    /// <summary>Completes a session that asks for no card, because nothing is due.</summary>
    /// <exception cref="StripeApiException">402: a card is needed. 400: the session is complete or expired.</exception>
    public static void CompleteWithoutCard(UnitOfWork work, StripeDocument session, PayerDetails payer)
    {
        EnsureOpen(work, session);
        if (CheckoutSessions.NeedsCard(session))
        {
            throw CardErrors.NotATestCard();
        }

        var email = payer.Email ?? EmailOf(work, session);
        var customer = CustomerOf(work, session) ?? CreateCustomer(work, email, payer.Name);
        SubscriptionStart.Run(work, session, customer, paymentMethod: null, intent: null, invoiceId: null);
        Complete(work, session, customer, email, payer.Name, intent: null);
    }

    /// <summary>Pays by bank debit: the session is complete at once, but unpaid until the bank has decided.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="session">The session.</param>
    /// <param name="fails">Whether the bank will refuse.</param>
    /// <param name="payer">Name and e-mail address as the payer gave them.</param>
    /// <exception cref="StripeApiException">400: the session takes no bank debit, or is complete or expired.</exception>
    public static StripeDocument? PayByDebit(UnitOfWork work, StripeDocument session, bool fails, PayerDetails payer)
    {
        EnsureOpen(work, session);
        var type = DebitTypeOf(session) ?? throw StripeErrors.Refused("This checkout session cannot be paid by bank debit.");
        var paymentMethod = BankDebits.Create(type, fails, payer with { Email = payer.Email ?? EmailOf(work, session) }, work.Now);
        work.Save(paymentMethod);
        return Pay(work, session, paymentMethod, Authentication.None);
    }

    /// <summary>The kind of bank debit that a session takes; null when it takes none, or nothing is due.</summary>
    public static string? DebitTypeOf(StripeDocument session) => session.Number("amount_total") == 0 ? null :
        session.Json["payment_method_types"]!.AsArray().Select(type => type!.GetValue<string>()).FirstOrDefault(type => type != "card");

    /// <summary>A bank debit that is decided pays the session that it was for, or leaves it unpaid.</summary>
    public static void DebitDecided(UnitOfWork work, StripeDocument intent)
    {
        if (intent.Hidden[SessionOfIntent]?.GetValue<string>() is { } id)
        {
            var session = work.Referenced("checkout.session", id);
            var isPaid = intent.Status == "succeeded";
            session.Json["payment_status"] = isPaid ? "paid" : "unpaid";
            work.Save(session, isPaid ? "checkout.session.async_payment_succeeded" : "checkout.session.async_payment_failed");
        }
    }

    /// <summary>Goes on after a 3-D Secure challenge, with the card that asked for it.</summary>
    /// <exception cref="StripeApiException">402: the challenge failed. 400: nothing waits for a challenge.</exception>
    public static StripeDocument? Authenticate(UnitOfWork work, StripeDocument session, StripeDocument intent, Authentication authentication)
    {
        EnsureOpen(work, session);
        return Pay(work, session, IntentPayments.ChallengedPaymentMethod(work, intent), authentication);
    }

    /// <summary>Refuses to pay a session that is complete or expired.</summary>
    /// <exception cref="StripeApiException">400.</exception>
    public static void EnsureOpen(UnitOfWork work, StripeDocument session)
    {
        var status = session.Status == "open" && session.Number("expires_at") <= work.Now ? "expired" : session.Status;
        if (status != "open")
        {
            throw StripeErrors.Refused($"This checkout session is {status}: it cannot be paid any more.");
        }
    }

    /// <summary>The intent that earlier attempts were made on, or null.</summary>
    public static StripeDocument? IntentOf(UnitOfWork work, StripeDocument session) =>
        session.Hidden[IntentOfSession]?.GetValue<string>() is { } id ? work.Referenced("payment_intent", id) : null;

    /// <summary>The next attempt makes an intent of its own.</summary>
    public static void ForgetIntent(StripeDocument session)
    {
        session.Hidden.Remove(IntentOfSession);
        session.Hidden.Remove(InvoiceOfSession);
        session.Json["payment_intent"] = null;
    }

    private static StripeDocument? Pay(UnitOfWork work, StripeDocument session, StripeDocument paymentMethod, Authentication authentication)
    {
        var isSubscription = session.Text("mode") == "subscription";
        var isDue = session.Number("amount_total") > 0;
        var customer = CustomerOf(work, session);
        var (email, name) = (BillingText(paymentMethod, "email"), BillingText(paymentMethod, "name"));
        if (isSubscription && (!isDue || IntentPayments.WillSucceed(paymentMethod, authentication)))
        {
            customer ??= CreateCustomer(work, email, name);
            CustomerCards.Attach(work, paymentMethod, customer);
            BecomeDefault(work, paymentMethod, customer, session.Text("currency")!);
        }

        StripeDocument? intent = null;
        if (!isDue && isSubscription)
        {
            SaveForLater(work, customer!, paymentMethod, authentication);
        }

        if (isDue)
        {
            intent = IntentOf(work, session) ?? CreateIntent(work, session, customer);
            intent.Json["customer"] = customer?.Id;
            IntentPayments.Attempt(work, intent, paymentMethod, authentication);
            if (intent.Status is not ("succeeded" or "processing"))
            {
                return intent;
            }
        }

        if (isSubscription)
        {
            SubscriptionStart.Run(work, session, customer!, paymentMethod, intent, session.Hidden[InvoiceOfSession]?.GetValue<string>());
        }

        Complete(work, session, customer, email, name, intent);
        return intent;
    }

    /// <summary>A card that is not charged yet is confirmed with its bank. A challenge counts as answered unless it was failed.</summary>
    private static void SaveForLater(UnitOfWork work, StripeDocument customer, StripeDocument paymentMethod, Authentication authentication)
    {
        if (authentication is Authentication.Failed)
        {
            throw StripeErrors.Refused("The card was not confirmed.", "setup_intent_authentication_failure");
        }

        var intent = SetupIntents.Succeeded(customer, paymentMethod, work.Now);
        work.Save(intent, "setup_intent.created");
        work.Emit("setup_intent.succeeded", intent);
    }

    private static StripeDocument? CustomerOf(UnitOfWork work, StripeDocument session)
    {
        var customer = session.Text("customer") is { } id ? work.Referenced("customer", id) : null;
        if (customer is { IsDeleted: true })
        {
            throw StripeErrors.NoSuchReference("customer", customer.Id, "customer");
        }

        if (customer is not null)
        {
            work.FollowClockOf(customer);
        }

        return customer;
    }

    private static StripeDocument CreateCustomer(UnitOfWork work, string? email, string? name)
    {
        var customer = Customers.Create(work.Now);
        customer.Json["email"] = email;
        customer.Json["name"] = name;
        work.Save(customer, "customer.created");
        return customer;
    }

    private static void BecomeDefault(UnitOfWork work, StripeDocument paymentMethod, StripeDocument customer, string currency)
    {
        var previous = new JsonObject();
        if (customer.Text("currency") is null)
        {
            previous["currency"] = null;
            customer.Json["currency"] = currency;
        }

        if (Customers.DefaultPaymentMethod(customer) is null)
        {
            previous["invoice_settings"] = customer.Json["invoice_settings"]!.DeepClone();
            customer.Json["invoice_settings"]!["default_payment_method"] = paymentMethod.Id;
        }

        if (previous.Count > 0)
        {
            work.Save(customer, "customer.updated", previous);
        }
    }

    private static StripeDocument CreateIntent(UnitOfWork work, StripeDocument session, StripeDocument? customer)
    {
        var (amount, currency) = (session.Number("amount_total")!.Value, session.Text("currency")!);
        StripeDocument intent;
        if (session.Text("mode") == "subscription")
        {
            var invoice = Invoices.NewId();
            session.Hidden[InvoiceOfSession] = invoice;
            intent = PaymentIntents.CreateForInvoice(amount, currency, invoice, work.Now);
        }
        else
        {
            intent = PaymentIntents.Create(amount, currency, work.Now);
            foreach (var (name, value) in session.Hidden["payment_intent_data"]!.AsObject())
            {
                intent.Json[name] = value?.DeepClone();
            }

            session.Json["payment_intent"] = intent.Id;
        }

        intent.Json["customer"] = customer?.Id;
        intent.Hidden[SessionOfIntent] = session.Id;
        session.Hidden[IntentOfSession] = intent.Id;
        work.Save(intent, "payment_intent.created");
        work.Save(session);
        return intent;
    }

    private static void Complete(
        UnitOfWork work, StripeDocument session, StripeDocument? customer, string? email, string? name, StripeDocument? intent)
    {
        CheckoutSessions.Close(session, "complete");
        session.Json["customer"] = customer?.Id;
        session.Json["customer_details"] = Customers.Details(email, name ?? customer?.Text("name"));
        session.Json["payment_status"] = intent is null ? "no_payment_required" : intent.Status == "succeeded" ? "paid" : "unpaid";
        work.Save(session, "checkout.session.completed");
    }

    private static string? BillingText(StripeDocument paymentMethod, string property) =>
        paymentMethod.Json["billing_details"]![property]?.GetValue<string>();

    private static string? EmailOf(UnitOfWork work, StripeDocument session) =>
        session.Text("customer_email") ?? (session.Text("customer") is { } id ? work.Find("customer", id)?.Text("email") : null);
}
