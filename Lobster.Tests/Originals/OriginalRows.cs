using System.Reflection;
using Lobster.Tests.Amounts;
using Lobster.Tests.Payments;
using Lobster.Tests.VirtualMachines;
using Lobster.Tests.Web.Login;

namespace Lobster.Tests.Originals;

/// <summary>Which test shows what ours does where the original went wrong, row by row. A test that is renamed or removed breaks this one.</summary>
public sealed class OriginalRows
{
    public static TheoryData<string, Type, string> Rows => new()
    {
        { "killed (-9) in a sweep of 400 VMs", typeof(SweepKillTests), nameof(SweepKillTests.KilledInASweepOf400Vms_NextRunsFinishItAndTheLedgerIsThatOfAnUncrashedRun) },
        { "killed (-9) at random", typeof(KillTests), nameof(KillTests.Program_KilledAtRandomMoments_BooksStayInOrderAndNoMachineIsMadeTwice) },
        { "two panels on one database", typeof(ChargingOriginals), nameof(ChargingOriginals.TwoPanelsOnOneDatabase_OneChargeAnHour) },
        { "one payment notice many times at once", typeof(PaymentWorkerTests), nameof(PaymentWorkerTests.Paid_FiftyIdenticalDeliveriesAtOnce_CreditOnce) },
        { "killed while payments arrive", typeof(PaymentWorkerTests), nameof(PaymentWorkerTests.Paid_ProgramDiedBetweenStoreAndWork_IsCreditedOnceAfterRestart) },
        { "10 deletes of one VM at once", typeof(ChargingOriginals), nameof(ChargingOriginals.TenDeletesOfOneVmAtOnce_OneFinalCharge) },
        { "20 creates at once with a limit of 5", typeof(ChargingOriginals), nameof(ChargingOriginals.TwentyCreatesAtOnceWithALimitOfFive_Five) },
        { "19.99 through the test gateway", typeof(PaymentWorkerTests), nameof(PaymentWorkerTests.Paid_AmountsFromFiveToThreeHundred_AreCreditedExactly) },
        { "PayPal 64.10; a rate of 0.0000555", typeof(MoneyTests), nameof(MoneyTests.Read_ExactText_GivesExactNanos) },
        { "payment outside the deposit limits", typeof(PaymentWorkerTests), nameof(PaymentWorkerTests.Paid_OutsideTheDepositLimitsOfNow_IsCreditedAllTheSame) },
        { "NaN, 1e30, negative amounts", typeof(MoneyTests), nameof(MoneyTests.Read_AnythingElse_IsRefusedWithASentence) },
        { "delete at exactly 60 min", typeof(ChargingOriginals), nameof(ChargingOriginals.DeleteAtExactly60Minutes_OneHour) },
        { "resize down at minute 59", typeof(ChargingOriginals), nameof(ChargingOriginals.ResizeDownAtMinute59DeleteAfter61_DearerHourThenCheaper) },
        { "the plan of a VM deleted by an admin", typeof(ChargingOriginals), nameof(ChargingOriginals.PlanOfAVmRetiredByAnAdmin_VmLivesOnAndPays) },
        { "one VM that cannot be charged", typeof(ChargingOriginals), nameof(ChargingOriginals.OneVmThatCannotBeCharged_ItsAccountIsParkedAllOthersAreCharged) },
        { "database zone with daylight saving", typeof(ChargingOriginals), nameof(ChargingOriginals.DatabaseZoneWithDaylightSaving_UtcThroughout) },
        { "clock a year ahead for one sweep", typeof(ChargingOriginals), nameof(ChargingOriginals.ClockAYearAheadForOneSweep_NothingIsChargedAndAnAdminIsTold) },
        { "user disabled while signed in", typeof(ChargingOriginals), nameof(ChargingOriginals.UserDisabledWhileSignedIn_NextRequestIsRefused) },
        { "password confirmation wrong", typeof(LoginFlowTests), nameof(LoginFlowTests.ChangePassword_WrongConfirmation_IsRefusedAndUnchanged) },
    };

    [Theory, MemberData(nameof(Rows))]
    public void Row_HasItsTest(string row, Type type, string method)
    {
        var test = type.GetMethod(method);

        Assert.True(test?.GetCustomAttributes<FactAttribute>().Any(), $"{row}: {type.Name}.{method} is no test.");
    }
}
