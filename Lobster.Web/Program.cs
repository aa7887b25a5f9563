using Lobster.Core.Data;
using Lobster.Web.Components;
using Lobster.Web.Components.Login;
using Microsoft.EntityFrameworkCore;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddLobsterDatabase(
    builder.Configuration.GetValue("Lobster:Database:Provider", DatabaseProvider.Sqlite),
    builder.Configuration.GetConnectionString("Lobster") ?? "Data Source=data/lobster.db");
builder.Services.AddLobsterUi(builder.Configuration).AddLobsterLogin(builder.Configuration);

var app = builder.Build();
await using (var db = await app.Services.GetRequiredService<IDbContextFactory<LobsterDbContext>>().CreateDbContextAsync())
    await db.Database.MigrateAsync();
await Roles.EnsureAsync(app.Services.GetRequiredService<Transactions>());
app.UseExceptionHandler("/error", createScopeForErrors: true);
app.UseStatusCodePagesWithReExecute("/status/{0}", createScopeForStatusCodePages: true);
app.UseRequestLocalization();
app.UseAuthentication();
app.UseAuthorization();
app.UseRateLimiter();
app.UseAntiforgery();
app.MapLobsterLogin();
app.MapLobsterUi();
await app.RunAsync();
