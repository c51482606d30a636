import { type GoType, structsOf } from './go-schema.js';

/**
 * Karmada's results and what they are made of, as {@link structsOf} takes them.
 *
 * What neither requirements nor dependencies are made of is left out: it has to be an object, and is not looked into.
 *
 * @see https://github.com/kubernetes/api/blob/v0.35.0/core/v1/types.go
 * @see https://github.com/karmada-io/karmada/blob/v1.15.0/pkg/apis/work/v1alpha2/binding_types.go
 */
const TABLE = `
LocalObjectReference{s:name}
Container{s:name image workingDir terminationMessagePath []s:command args
[]Container*:ports{s:name hostIP i:hostPort containerPort =*:protocol}
[]*Source:envFrom{s:prefix ConfigMapEnvSource:configMapRef{+LocalObjectReference b:optional} SecretEnvSource:secretRef{+LocalObjectReference b:optional}}
[]*Var:env{s:name value EnvVarSource:valueFrom{ObjectFieldSelector:fieldRef ResourceFieldSelector:resourceFieldRef ConfigMapKeySelector:configMapKeyRef{+LocalObjectReference s:key b:optional} SecretKeySelector:secretKeyRef{+LocalObjectReference s:key b:optional} FileKeySelector:fileKeyRef{s:volumeName path key b:optional}}}
ResourceRequirements:resources []Container*:resizePolicy =Container*:restartPolicy
[]ContainerRestartRule:restartPolicyRules []*:volumeMounts{s:name mountPath subPath subPathExpr b:readOnly =*Mode:recursiveReadOnly mountPropagation}
volumeDevices Probe:livenessProbe readinessProbe startupProbe *:lifecycle
securityContext =*:terminationMessagePolicy =PullPolicy:imagePullPolicy
b:stdin stdinOnce tty}
EphemeralContainerCommon{@Container}
VolumeSource{*VolumeSource:hostPath{s:path =HostPath*:type} emptyDir{=Storage*:medium q:sizeLimit}
gitRepo{s:repository revision directory} secret{s:secretName []KeyToPath:items i:defaultMode b:optional}
glusterfs{s:endpoints path b:readOnly} persistentVolumeClaim{s:claimName b:readOnly}
cinder{s:volumeID fsType b:readOnly LocalObjectReference:secretRef} flocker{s:datasetName datasetUUID}
downwardAPI{[]DownwardAPIVolumeFile:items i:defaultMode} azureFile{s:secretName shareName b:readOnly}
configMap{+LocalObjectReference []KeyToPath:items i:defaultMode b:optional}
quobyte{s:registry volume user group tenant b:readOnly} azureDisk{s:diskName diskURI fsType =AzureDataDisk*:cachingMode kind b:readOnly}
photonPersistentDisk{s:pdID fsType} projected{[]VolumeProjection:sources{*Projection:secret{+LocalObjectReference []KeyToPath:items b:optional} downwardAPI{[]DownwardAPIVolumeFile:items} configMap{+LocalObjectReference []KeyToPath:items b:optional} serviceAccountToken{s:audience path l:expirationSeconds} clusterTrustBundle podCertificate} i:defaultMode}
scaleIO{s:gateway system protectionDomain storagePool storageMode volumeName fsType LocalObjectReference:secretRef b:sslEnabled readOnly}
ephemeral{PersistentVolumeClaimTemplate:volumeClaimTemplate{ObjectMeta:metadata PersistentVolumeClaimSpec:spec}} image{s:reference =*:pullPolicy} GCEPersistentDiskVolumeSource:gcePersistentDisk{s:pdName fsType i:partition b:readOnly}
AWSElasticBlockStoreVolumeSource:awsElasticBlockStore{s:volumeID fsType i:partition b:readOnly}
NFSVolumeSource:nfs{s:server path b:readOnly} ISCSIVolumeSource:iscsi{s:targetPortal iqn iscsiInterface fsType initiatorName i:lun b:readOnly chapAuthDiscovery chapAuthSession []s:portals LocalObjectReference:secretRef}
RBDVolumeSource:rbd{[]s:monitors s:image fsType pool user keyring LocalObjectReference:secretRef b:readOnly}
FCVolumeSource:fc{[]s:targetWWNs wwids i:lun s:fsType b:readOnly} CSIVolumeSource:csi{s:driver fsType b:readOnly m:volumeAttributes LocalObjectReference:nodePublishSecretRef}
*Source:flexVolume{s:driver fsType LocalObjectReference:secretRef b:readOnly m:options}
portworxVolume{s:volumeID fsType b:readOnly} CephFSVolumeSource:cephfs{[]s:monitors s:path user secretFile LocalObjectReference:secretRef b:readOnly}
VsphereVirtualDiskVolumeSource:vsphereVolume{s:volumePath fsType storagePolicyName storagePolicyID}
StorageOSVolumeSource:storageos{s:volumeName volumeNamespace fsType b:readOnly LocalObjectReference:secretRef}}
PodTemplateSpec{ObjectMeta:metadata{s:name generateName namespace selfLink
uid resourceVersion l:generation deletionGracePeriodSeconds m:labels annotations
[]s:finalizers a:creationTimestamp deletionTimestamp managedFields []*:ownerReferences}
Pod*:spec{[]*:volumes{s:name +VolumeSource} containers ephemeralContainers{+EphemeralContainerCommon s:targetContainerName}
tolerations topologySpreadConstraints []Container:initContainers =*:restartPolicy
preemptionPolicy l:terminationGracePeriodSeconds activeDeadlineSeconds
=DNSPolicy:dnsPolicy m:nodeSelector s:serviceAccountName serviceAccount
nodeName hostname subdomain schedulerName priorityClassName runtimeClassName
hostnameOverride b:automountServiceAccountToken hostNetwork hostPID hostIPC
shareProcessNamespace enableServiceLinks setHostnameAsFQDN hostUsers Pod*:securityContext
schedulingGroup []LocalObjectReference:imagePullSecrets *:affinity{*:nodeAffinity{NodeSelector:requiredDuringSchedulingIgnoredDuringExecution []PreferredSchedulingTerm:preferredDuringSchedulingIgnoredDuringExecution{i:weight NodeSelectorTerm:preference}} podAffinity podAntiAffinity}
[]HostAlias:hostAliases i:priority PodDNSConfig:dnsConfig []Pod*:readinessGates
schedulingGates resourceClaims R:overhead PodOS:os ResourceRequirements:resources}}
Toleration{s:key value =Toleration*:operator =Taint*:effect l:tolerationSeconds}
ResourceRequirements{R:limits requests []Resource*:claims{s:name request}}
NodeSelector{[]*:nodeSelectorTerms!}
KeyToPath{s:key path i:mode}
DownwardAPIVolumeFile{s:path ObjectFieldSelector:fieldRef ResourceFieldSelector:resourceFieldRef i:mode}
ObjectFieldSelector{s:apiVersion fieldPath}
ResourceFieldSelector{s:containerName resource q:divisor}
NodeSelectorTerm{[]NodeSelectorRequirement:matchExpressions matchFields}
NodeSelectorRequirement{s:key! =NodeSelector*:operator! []s:values}
v1alpha2.ReplicaRequirements{v1alpha2.NodeClaim:nodeClaim R:resourceRequest s:namespace priorityClassName}
v1alpha2.NodeClaim{NodeSelector:hardNodeAffinity m:nodeSelector []*:tolerations}
v1alpha2.Component{s:name! i:replicas! v1alpha2.ComponentReplicaRequirements:replicaRequirements{v1alpha2.NodeClaim:nodeClaim R:resourceRequest s:priorityClassName}}
v1alpha1.DependentObjectReference{s:apiVersion! kind! namespace name *:labelSelector{m:matchLabels []LabelSelectorRequirement:matchExpressions{s:key! =LabelSelector*:operator! []s:values}}}
`;

let structs: ((name: string) => GoType) | undefined;

/** A struct of Karmada's or Kubernetes' API; the table is read when the first one is asked for. */
export function goStruct(name: string): GoType {
  structs ??= structsOf(TABLE);
  return structs(name);
}
