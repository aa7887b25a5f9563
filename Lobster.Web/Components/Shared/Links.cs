using System.Globalization;
using Lobster.Core.Consoles;
using Lobster.Core.Payments;
using Microsoft.AspNetCore.WebUtilities;

namespace Lobster.Web.Components.Shared;

/// <summary>Every address of the panel, typed. Markup never writes one itself.</summary>
public static class Links
{
    /// <summary>The landing page.</summary>
    public const string Home = "/";

    /// <summary>Log in.</summary>
    public const string Login = "/login";

    /// <summary>Create an account.</summary>
    public const string Register = "/register";

    /// <summary>Log out (POST).</summary>
    public const string Logout = "/logout";

    /// <summary>Ask for a password reset.</summary>
    public const string Forgot = "/forgot-password";

    /// <summary>The user's own settings.</summary>
    public const string Settings = "/settings";

    /// <summary>The customer's overview.</summary>
    public const string Panel = "/panel";

    /// <summary>The customer's machines.</summary>
    public const string Vms = "/panel/vms";

    /// <summary>Create a machine.</summary>
    public const string CreateVm = "/panel/vms/create";

    /// <summary>The customer's images.</summary>
    public const string Images = "/panel/images";

    /// <summary>The customer's SSH keys.</summary>
    public const string Keys = "/panel/keys";

    /// <summary>Credit and payments.</summary>
    public const string Billing = "/panel/billing";

    /// <summary>All payments, for staff.</summary>
    public const string AdminPayments = "/admin/payments";

    /// <summary>The ways to pay, for admins.</summary>
    public const string AdminGateways = "/admin/gateways";

    /// <summary>Coupons, for staff.</summary>
    public const string AdminCoupons = "/admin/coupons";

    /// <summary>One payment, for staff.</summary>
    public static string AdminPayment(PaymentId id) => $"{AdminPayments}/{id}";

    /// <summary>The payments in one state, for staff.</summary>
    public static string AdminPaymentsIn(string state) => QueryHelpers.AddQueryString(AdminPayments, "state", state);

    /// <summary>One way to pay, for admins.</summary>
    public static string AdminGateway(string type) => $"{AdminGateways}/{type}";

    /// <summary>One payment of the customer's own.</summary>
    public static string Payment(PaymentId id) => $"{Billing}/payments/{id}";

    /// <summary>A payment's receipt, a file.</summary>
    public static string Receipt(PaymentId id) => $"{Payment(id)}/receipt.pdf";

    /// <summary>All payments, a file.</summary>
    public const string PaymentsCsv = Billing + "/payments.csv";

    /// <summary>The customer's billing details.</summary>
    public const string BillingDetails = Billing + "/details";

    /// <summary>Seller and rates of tax, for admins.</summary>
    public const string AdminTax = "/admin/tax";

    /// <summary>The charges of this month.</summary>
    public const string Charges = "/panel/charges";

    /// <summary>The charges of a month, a file; of this one where no month is said.</summary>
    public const string ChargesFile = Charges + ".csv";

    /// <summary>The admin's overview.</summary>
    public const string Admin = "/admin";

    /// <summary>How the panel itself is.</summary>
    public const string AdminHealth = "/admin/health";

    /// <summary>All accounts.</summary>
    public const string AdminAccounts = "/admin/accounts";

    /// <summary>All machines.</summary>
    public const string AdminVms = "/admin/vms";

    /// <summary>Where the backends and the panel disagree.</summary>
    public const string AdminReconcile = "/admin/reconcile";

    /// <summary>Plans and prices.</summary>
    public const string AdminPlans = "/admin/plans";

    /// <summary>Regions.</summary>
    public const string AdminRegions = "/admin/regions";

    /// <summary>Public images.</summary>
    public const string AdminImages = "/admin/images";

    /// <summary>One machine.</summary>
    public static string Vm(long id) => Vms + "/" + Id(id);

    /// <summary>One part of the page of one machine; null for the first.</summary>
    public static string VmPart(long id, string? part) => part is null ? Vm(id) : QueryHelpers.AddQueryString(Vm(id), "tab", part);

    /// <summary>The console of one machine; of a kind, or the usual one.</summary>
    public static string Console(long id, ConsoleKind? kind = null) =>
        kind is { } which ? QueryHelpers.AddQueryString(Vm(id) + "/console", "kind", which.ToString().ToLowerInvariant()) : Vm(id) + "/console";

    /// <summary>Where the console's page connects to.</summary>
    public static string ConsoleRelay(long id) => Console(id) + "/relay";

    /// <summary>Create a machine of this plan.</summary>
    public static string CreateVmOf(long plan) => QueryHelpers.AddQueryString(CreateVm, "plan", Id(plan));

    /// <summary>The charges of a month, with a receipt open if an hour is given.</summary>
    public static string ChargesOf(DateOnly month, long? vm = null, long? hour = null)
    {
        var query = new Dictionary<string, string?> { ["month"] = MonthOf(month) };
        if (vm is { } v) query["vm"] = Id(v);
        if (hour is { } h) query["hour"] = Id(h);
        return QueryHelpers.AddQueryString(Charges, query);
    }

    /// <summary>The charges of a month, a file.</summary>
    public static string ChargesCsv(DateOnly month) => QueryHelpers.AddQueryString(ChargesFile, "month", MonthOf(month));

    /// <summary>The storage charges of a month, with a receipt open if an hour is given.</summary>
    public static string StorageOf(DateOnly month, long? image = null, long? hour = null)
    {
        var query = new Dictionary<string, string?> { ["month"] = MonthOf(month) };
        if (image is { } i) query["image"] = Id(i);
        if (hour is { } h) query["stored"] = Id(h);
        return QueryHelpers.AddQueryString(Charges, query);
    }

    /// <summary>One account as staff see it.</summary>
    public static string AdminAccount(long id) => AdminAccounts + "/" + Id(id);

    /// <summary>One part of an account as staff see it; null for the first.</summary>
    public static string AdminAccountPart(long id, string? part) => part is null ? AdminAccount(id) : QueryHelpers.AddQueryString(AdminAccount(id), "tab", part);

    /// <summary>The accounts in a standing.</summary>
    public static string AdminAccountsIn(string standing) => QueryHelpers.AddQueryString(AdminAccounts, "standing", standing);

    /// <summary>The machines of one account, among all machines.</summary>
    public static string AdminVmsOf(long account) => QueryHelpers.AddQueryString(AdminVms, "account", Id(account));

    /// <summary>The open findings of one kind.</summary>
    public static string AdminReconcileOf(string kind) => QueryHelpers.AddQueryString(AdminReconcile, "kind", kind);

    /// <summary>One region as staff see it.</summary>
    public static string AdminRegion(long id) => AdminRegions + "/" + Id(id);

    /// <summary>Add a region.</summary>
    public const string AdminRegionNew = AdminRegions + "/new";

    /// <summary>Add a plan.</summary>
    public const string AdminPlanNew = AdminPlans + "/new";

    /// <summary>One plan as staff see it.</summary>
    public static string AdminPlan(long id) => AdminPlans + "/" + Id(id);

    /// <summary>The public images of one region.</summary>
    public static string AdminImagesOf(long region) => QueryHelpers.AddQueryString(AdminImages, "region", Id(region));

    /// <summary>Log in and come back.</summary>
    public static string LoginThen(string path) => QueryHelpers.AddQueryString(Login, "returnUrl", path);

    private static string MonthOf(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);
}
