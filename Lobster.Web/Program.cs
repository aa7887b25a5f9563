using Lobster.Web.Backups;
using Lobster.Web.Charging;
using Lobster.Web.Components;
using Lobster.Web.Components.Login;
using Lobster.Web.Components.Public;
using Lobster.Web.Configuration;
using Lobster.Web.Consoles;
using Lobster.Web.Live;
using Lobster.Web.Mail;
using Lobster.Web.Observability;
using Lobster.Web.Payments;
using Lobster.Web.Scheduling;
using Lobster.Web.Security;

try
{
    if (Verbs.IsVerb(args) && !Verbs.IsKnown(args)) return await Verbs.RefuseAsync(args);
    var builder = WebApplication.CreateBuilder(args);
    builder.AddStore().AddPanel().AddCharging().AddSecurity().AddObservability().AddMail().AddPayments().AddConsoles().AddSetup().AddBackups();
    builder.Services.AddLobsterUi(builder.Configuration).AddLobsterLogin(builder.Configuration);
    if (!Verbs.IsVerb(args)) builder.Services.AddSchedules();

    var app = builder.Build();
    if (!Verbs.MayMeetAnySchema(args)) await app.Services.PrepareStoreAsync();
    if (Verbs.IsVerb(args)) return await Verbs.RunAsync(app.Services, args);
    await app.Services.PreparePanelAsync();
    app.UseSecurity();
    app.UseExceptionHandler("/error", createScopeForErrors: true);
    app.UseStatusCodePagesWithReExecute("/status/{0}", createScopeForStatusCodePages: true);
    app.UseStatusPagesForPosts();
    app.UseRequestLocalization();
    app.UseWebSockets();
    app.UseAuthentication();
    app.UseAuthorization();
    app.UseRateLimiter();
    app.UseAntiforgery();
    app.MapObservability();
    app.MapPayments();
    app.MapLobsterLogin();
    app.MapLive();
    app.MapConsoles();
    app.MapLobsterUi();
    app.UseSchedules();
    app.OfferSetup();
    await app.RunAsync();
    return 0;
}
catch (Exception e) when (StartRefusal.Explain(e) is { } sentence)
{
    await Console.Error.WriteLineAsync(sentence);
    return 1;
}
